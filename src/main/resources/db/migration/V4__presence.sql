create table presence_lease (
    session_id      varchar(64)              not null primary key,
    user_id         varchar(64)              not null,
    node_id         varchar(64)              not null,
    attention       varchar(10)              not null,
    visible         boolean                  not null,
    conversation_id varchar(64),
    expires_at      timestamp with time zone not null
);
create index presence_lease_user on presence_lease (user_id);
create index presence_lease_expiry on presence_lease (expires_at);

create table last_seen (
    user_id   varchar(64)              not null primary key,
    seen_at   timestamp with time zone not null,
    announced varchar(10)              not null
);
