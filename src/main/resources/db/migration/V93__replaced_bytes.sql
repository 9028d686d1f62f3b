-- Bytes that are stored under another key now, and are removed with those.
alter table attachment_removal add column replaced_by varchar(64);
create index attachment_removal_replaced on attachment_removal (replaced_by);
