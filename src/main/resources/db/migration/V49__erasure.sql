alter table account add column erased_at timestamp with time zone;

-- A person or a conversation that is being erased, or was. The former name is there only until it is done.
create table erasure (
    erasure_id   varchar(64)              not null primary key,
    subject      varchar(20)              not null,
    subject_id   varchar(64)              not null,
    requested_by varchar(64)              not null,
    former_name  varchar(100),
    reached      varchar(64)              not null,
    erased       bigint                   not null,
    total        bigint                   not null,
    done         boolean                  not null,
    due_at       timestamp with time zone not null,
    attempts     integer                  not null,
    created_at   timestamp with time zone not null,
    finished_at  timestamp with time zone
);
create index erasure_due on erasure (done, due_at);
create index erasure_subject on erasure (subject_id);

-- A token that a provider has issued to somebody before their erasure brings no account back.
create table erased_identity (
    identity_hash varchar(64)              not null primary key,
    erased_at     timestamp with time zone not null
);
