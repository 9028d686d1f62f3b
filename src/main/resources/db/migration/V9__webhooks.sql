-- Programs that want to be called for each event. A former secret still signs for a while after it was changed.
create table webhook (
    webhook_id     varchar(64)              not null primary key,
    url            varchar(2000)            not null,
    events         varchar(1000)            not null,
    secret         varchar(100)             not null,
    former_secret  varchar(100),
    former_until   timestamp with time zone,
    created_at     timestamp with time zone not null,
    failing_since  timestamp with time zone,
    stopped_reason varchar(200)
);

-- One row for each call that is to be made, and what has become of it.
create table webhook_delivery (
    webhook_id  varchar(64)              not null references webhook on delete cascade,
    event_id    varchar(200)             not null,
    event_type  varchar(64)              not null,
    payload     varchar(100000)          not null,
    state       varchar(10)              not null,
    attempts    integer                  not null,
    due_at      timestamp with time zone not null,
    last_answer varchar(300),
    created_at  timestamp with time zone not null,
    settled_at  timestamp with time zone,
    primary key (webhook_id, event_id)
);
create index webhook_delivery_due on webhook_delivery (state, due_at);
create index webhook_delivery_time on webhook_delivery (created_at);
