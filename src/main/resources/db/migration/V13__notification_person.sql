-- With the number of the message, both indexes lead to one row. Without it, and before its first statistics, PostgreSQL may
-- take this one to settle a notification, and read all that its person ever got in the conversation.
drop index notification_person;
create index notification_person on notification (user_id, conversation_id, seq);
