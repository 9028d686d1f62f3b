-- Only what is not published stands in these: they stay as small as the backlog.
create index log_entry_unpublished on log_entry (occurred_at) where not published;
create index participant_read_unpublished on participant (conversation_id) where not read_published;
