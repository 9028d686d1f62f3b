-- Whether an event is a line of its own; what only tells of an earlier line is passed over by whoever reads lines.
alter table log_entry add column is_line boolean not null default true;
update log_entry set is_line = false where type in ('message_edited', 'message_deleted', 'reaction');
create index log_entry_line on log_entry (conversation_id, seq) where is_line;
