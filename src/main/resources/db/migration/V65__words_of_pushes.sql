-- Of pushes that tell of a deleted message, the words go with it.
create index push_message_of on push_message (message_id);
