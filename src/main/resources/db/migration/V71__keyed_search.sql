-- With which key the index hashes words, in the row without a conversation; null if it knows the words themselves.
alter table search_position add column key_id varchar(32);
insert into search_position (conversation_id, seq)
select '', 0 where not exists (select 1 from search_position where conversation_id = '');
