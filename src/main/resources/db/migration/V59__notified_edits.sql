-- Of a notification that an edit has brought about, the message; seq is that of the edit.
alter table notification add column message_seq bigint;
