-- When, where and with what somebody has logged in; unknown for logins before this release.
alter table access_token add column created_at timestamp with time zone;
alter table access_token add column network varchar(64);
alter table access_token add column agent varchar(200);
