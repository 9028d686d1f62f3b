-- What can be found: a row for each message, whose words, folded, a search compares.
create table search_entry (
    conversation_id varchar(64)              not null,
    seq             bigint                   not null,
    sender_id       varchar(64)              not null,
    sent_at         timestamp with time zone not null,
    has_file        boolean                  not null,
    has_link        boolean                  not null,
    has_image       boolean                  not null,
    words           varchar(1000000)         not null,
    primary key (conversation_id, seq)
);
create index search_entry_sent on search_entry (sent_at, conversation_id, seq);

-- How far the log of each conversation is indexed.
create table search_position (
    conversation_id varchar(64) not null primary key,
    seq             bigint      not null
);
insert into task_lease (task, node_id, ends_at) values ('search-index', '', timestamp with time zone '2000-01-01 00:00:00+00');
