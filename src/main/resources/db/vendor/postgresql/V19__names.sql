-- The name and the id, folded for search. Filled at the start of the first node that knows it.
alter table account add column search_name varchar(2000);
