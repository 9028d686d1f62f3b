-- Files of messages. One that has no message yet expires.
create table attachment (
    attachment_id   varchar(64)              not null primary key,
    conversation_id varchar(64)              not null,
    seq             bigint,
    uploader_id     varchar(64)              not null,
    name            varchar(400)             not null,
    content_type    varchar(200)             not null,
    size            bigint                   not null,
    width           integer,
    height          integer,
    storage_key     varchar(64)              not null,
    created_at      timestamp with time zone not null,
    expires_at      timestamp with time zone
);
create index attachment_of_message on attachment (conversation_id, seq);
create index attachment_expired on attachment (expires_at);

-- Bytes that are to be removed from the storage.
create table attachment_removal (
    storage_key varchar(64)              not null primary key,
    due_at      timestamp with time zone not null,
    attempts    integer                  not null,
    created_at  timestamp with time zone not null
);
create index attachment_removal_due on attachment_removal (due_at);

-- How much somebody has uploaded on a day (UTC).
create table attachment_quota (
    user_id    varchar(64)              not null,
    quota_day  date                     not null,
    octets     bigint                   not null,
    created_at timestamp with time zone not null,
    primary key (user_id, quota_day)
);

-- Links to files that hold for a short time.
create table attachment_link (
    token_hash    varchar(64)              not null primary key,
    attachment_id varchar(64)              not null,
    user_id       varchar(64)              not null,
    expires_at    timestamp with time zone not null
);
create index attachment_link_expired on attachment_link (expires_at);
