-- Compares the storage of files with their rows, once a day.
insert into task_lease (task, node_id, ends_at) values ('storage-check', '', timestamp with time zone '2000-01-01 00:00:00+00');
create index attachment_storage_key on attachment (storage_key);
create index attachment_small_key on attachment (small_key);
create index attachment_large_key on attachment (large_key);
