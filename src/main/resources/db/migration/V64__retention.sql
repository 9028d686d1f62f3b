-- Where each log begins: what came before was removed.
alter table conversation add column first_seq bigint default 1 not null;
insert into task_lease (task, node_id, ends_at) values ('retention', '', timestamp with time zone '2000-01-01 00:00:00+00');

-- Conversations that are kept, whatever the rules of retention say.
create table conversation_hold (
    conversation_id varchar(64)              not null primary key references conversation,
    reason          varchar(500)             not null,
    held_by         varchar(64)              not null,
    held_at         timestamp with time zone not null
);
