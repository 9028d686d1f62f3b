-- People who are gone are listed by when they were here last, those who never were by their name.
create index last_seen_order on last_seen (announced, seen_at desc, user_id);
create index account_name on account (user_name, user_id);
-- Clients see the staff, who are few among many.
create index account_role on account (user_role);

-- Quiet hours that somebody does not want this time.
alter table notification_settings add column hours_paused_until timestamp with time zone;
