-- H2 has no partial indexes.
create index log_entry_unpublished on log_entry (published, occurred_at);
create index participant_read_unpublished on participant (read_published);
