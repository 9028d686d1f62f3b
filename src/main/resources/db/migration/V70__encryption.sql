-- The keys under which data keys are wrapped, wrapped themselves under the master key, which is not in the database.
create table key_encryption_key (
    kek_id     varchar(32)              not null primary key,
    master_id  varchar(64)              not null,
    wrapped    varchar(2000)            not null,
    created_at timestamp with time zone not null,
    retired_at timestamp with time zone
);

-- The data keys: of each conversation, and of what belongs to none (an empty id). A destroyed one is only a row without its key.
create table log_key (
    key_id          varchar(32)              not null primary key,
    conversation_id varchar(64)              not null,
    kek_id          varchar(32)              references key_encryption_key,
    wrapped         varchar(200),
    created_at      timestamp with time zone not null,
    retired_at      timestamp with time zone,
    destroyed_at    timestamp with time zone
);
create index log_key_conversation on log_key (conversation_id);
create index log_key_kek on log_key (kek_id);
create index log_key_retired on log_key (retired_at);

-- Sealed texts are longer: three octets for each character, and a third more in Base64.
alter table log_entry alter column payload set data type varchar(400200);
alter table log_entry alter column original set data type varchar(400200);
alter table ticket_handover alter column note set data type varchar(64200);

-- Whether the words were taken away: of a sealed row its JSON does not tell.
alter table log_entry add column taken boolean default false not null;

insert into task_lease (task, node_id, ends_at) values ('sealing', '', timestamp with time zone '2000-01-01 00:00:00+00');
