-- Small copies of pictures, under storage keys of their own. due_at says when they are to be made;
-- it is null where there is nothing to make.
alter table attachment add column thumbnail_type varchar(64);
alter table attachment add column small_key varchar(64);
alter table attachment add column large_key varchar(64);
alter table attachment add column due_at timestamp with time zone;
alter table attachment add column attempts integer default 0 not null;
create index attachment_due on attachment (due_at);
