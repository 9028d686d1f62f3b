-- The next messages for one push service, however many wait for others. Nodes of earlier releases
-- do not fill it in.
alter table push_message add column service varchar(300) default '' not null;
update push_message set service = coalesce(
    (select substring(s.endpoint from 1 for 8 + position('/' in substring(s.endpoint from 9 for 280)))
     from push_subscription s where s.subscription_id = push_message.subscription_id), '');
create index push_message_waiting on push_message (service, sent, due_at);
create index push_message_sent on push_message (sent);
drop index push_message_due;
