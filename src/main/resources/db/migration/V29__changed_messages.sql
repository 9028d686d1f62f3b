-- What was first written, of a message whose words were replaced since.
alter table log_entry add column original varchar(100000);

-- The edits of a message. Their words stand in the events that tell of them.
create table message_revision (
    conversation_id varchar(64) not null,
    seq             bigint      not null,
    revision        integer     not null,
    event_seq       bigint      not null,
    primary key (conversation_id, seq, revision)
);
