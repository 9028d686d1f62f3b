-- Of a deleted message, the notifications that its edits have brought about.
create index notification_message on notification (conversation_id, message_seq);
