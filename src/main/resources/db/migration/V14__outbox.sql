-- A transaction that has logged events which are not all published yet: its events, in their order. They had a mark of their own in the
-- log before, so that each of them was written twice.
create table outbox (
    commit_id        varchar(100)             not null primary key,
    conversation_ids varchar(64) array        not null,
    seqs             bigint array             not null,
    logged_at        timestamp with time zone not null
);
create index outbox_time on outbox (logged_at);

-- Before anything is copied: it waits for whoever is still writing to the log, and lets nobody in behind them.
drop index log_entry_unpublished;

insert into outbox (commit_id, conversation_ids, seqs, logged_at)
select conversation_id || '-' || seq, array[conversation_id], array[seq], occurred_at from log_entry where not published;

alter table log_entry drop column published;
