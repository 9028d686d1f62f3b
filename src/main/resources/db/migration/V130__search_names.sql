-- The name of a room and the number of a ticket, folded for search. A folded character may have 18 others: 200 and 40
-- characters fit in. Filled at the start of the first node that knows them.
alter table conversation add column search_name varchar(4000);
alter table conversation add column ticket_search_number varchar(800);
