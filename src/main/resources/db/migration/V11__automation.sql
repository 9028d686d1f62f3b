-- What administrators want said by itself in the rooms of tickets. Rules of the configuration have no row.
create table automation_rule (
    rule_id       varchar(64)              not null primary key,
    trigger_kind  varchar(20)              not null,
    status        varchar(40),
    after_seconds bigint,
    content       varchar(4000)            not null,
    created_at    timestamp with time zone not null
);

-- What is to be said, or was: of each rule once per ticket and cause.
create table automated_reply (
    rule_id         varchar(64)              not null,
    conversation_id varchar(64)              not null references conversation,
    cause           varchar(100)             not null,
    state           varchar(10)              not null,
    due_at          timestamp with time zone not null,
    primary key (conversation_id, rule_id, cause)
);
create index automated_reply_due on automated_reply (state, due_at);
