create table conversation (
    conversation_id  varchar(64)              not null primary key,
    kind             varchar(10)              not null,
    name             varchar(200),
    ticket_id        varchar(51),
    requester_id     varchar(64),
    direct_key       varchar(129) unique,
    last_seq         bigint                   not null,
    last_message_seq bigint                   not null,
    last_event_at    timestamp with time zone not null
);

create table participant (
    conversation_id varchar(64)              not null references conversation,
    user_id         varchar(64)              not null,
    last_read_seq   bigint                   not null,
    read_published  boolean                  not null,
    read_at         timestamp with time zone,
    joined_at       timestamp with time zone not null,
    primary key (conversation_id, user_id)
);
create index participant_user on participant (user_id);

-- The log: one row for each durable event. It is read by ranges of its primary key.
create table log_entry (
    conversation_id   varchar(64)              not null references conversation,
    seq               bigint                   not null,
    type              varchar(40)              not null,
    actor_id          varchar(64)              not null,
    message_id        varchar(64),
    client_message_id varchar(64),
    occurred_at       timestamp with time zone not null,
    payload           varchar(100000)          not null,
    published         boolean                  not null,
    primary key (conversation_id, seq),
    unique (actor_id, client_message_id)
);
