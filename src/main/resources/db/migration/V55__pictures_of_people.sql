-- Pictures of people, under a storage key of their own. A new picture has a new key.
alter table account add column picture_key varchar(64);
create index account_picture_key on account (picture_key);
