-- What can be found: a row for each message, with the hashes of its words and of what else is asked for.
create table search_entry (
    conversation_id varchar(64)              not null,
    seq             bigint                   not null,
    sent_at         timestamp with time zone not null,
    tokens          integer array            not null,
    primary key (conversation_id, seq)
);
create index search_entry_sent on search_entry (sent_at, conversation_id, seq);
create index search_entry_tokens on search_entry using gin (tokens);
-- A search reads what waits to become part of the index row by row.
alter index search_entry_tokens set (gin_pending_list_limit = 256);
alter table search_entry set (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);

-- The words of all messages, once each: a part of a word finds the words that have it.
create table search_word (
    hash   integer                       not null,
    word   varchar(64) collate "C"       not null primary key,
    tokens integer array                 not null
);
create index search_word_hash on search_word (hash);
create index search_word_tokens on search_word using gin (tokens) with (fastupdate = off);

-- Words of messages that were changed or deleted, which may be in no other message.
create table search_orphan (
    hash integer not null primary key
);

-- How far the log of each conversation is indexed. The row without a conversation is the lock of the words.
create table search_position (
    conversation_id varchar(64) not null primary key,
    seq             bigint      not null
);
insert into search_position (conversation_id, seq) values ('', 0);
insert into task_lease (task, node_id, ends_at) values ('search-index', '', timestamp with time zone '2000-01-01 00:00:00+00');
