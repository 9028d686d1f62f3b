-- The one pair of keys by which push services recognise this installation.
create table push_key (
    id          integer                  not null primary key,
    public_key  varchar(200)             not null,
    private_key varchar(400)             not null,
    created_at  timestamp with time zone not null
);

create table push_subscription (
    subscription_id varchar(64)              not null primary key,
    user_id         varchar(64)              not null,
    endpoint_hash   varchar(64)              not null unique,
    endpoint        varchar(2000)            not null,
    p256dh          varchar(100)             not null,
    auth            varchar(50)              not null,
    created_at      timestamp with time zone not null
);
create index push_subscription_user on push_subscription (user_id);

-- One row for each device and topic: what waits to be sent there, or was sent last.
create table push_message (
    subscription_id varchar(64)              not null references push_subscription on delete cascade,
    topic           varchar(64)              not null,
    message_id      varchar(64)              not null,
    payload         varchar(8000)            not null,
    urgency         varchar(10)              not null,
    withdraws       boolean                  not null,
    sent            boolean                  not null,
    attempts        integer                  not null,
    due_at          timestamp with time zone not null,
    created_at      timestamp with time zone not null,
    primary key (subscription_id, topic)
);
create index push_message_due on push_message (sent, due_at);
create index push_message_time on push_message (created_at);
