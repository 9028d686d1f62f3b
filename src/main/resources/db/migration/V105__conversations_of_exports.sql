-- Which conversations an export has: after an erasure in one of them, it is made again.
create table person_export_conversation (
    export_id       varchar(64) not null references person_export (export_id) on delete cascade,
    conversation_id varchar(64) not null,
    primary key (export_id, conversation_id)
);
create index person_export_conversation_id on person_export_conversation (conversation_id);

-- What those of before have that are kept.
insert into person_export_conversation (export_id, conversation_id)
select e.export_id, p.conversation_id from person_export e join participant p on p.user_id = e.user_id;
