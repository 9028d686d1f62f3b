-- A copy of all that somebody has written and was told, to be taken along.
create table person_export (
    export_id    varchar(64)              not null primary key,
    user_id      varchar(64)              not null,
    requested_by varchar(64)              not null,
    state        varchar(10)              not null,
    size         bigint,
    due_at       timestamp with time zone not null,
    attempts     integer                  not null,
    created_at   timestamp with time zone not null,
    expires_at   timestamp with time zone
);
create index person_export_due on person_export (state, due_at);
create index person_export_user on person_export (user_id);
create index person_export_expiry on person_export (expires_at);
