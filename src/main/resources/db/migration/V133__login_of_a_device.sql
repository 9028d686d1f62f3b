-- The hash of the token with which a device was subscribed: with that login its pushes end.
alter table push_subscription add column log_in varchar(64);
