-- The name and the id, folded for search. Filled at the start of the first node that knows it.
alter table account add column search_name varchar(2000);

-- Limits count Unicode characters, and so does PostgreSQL; H2 counts UTF-16 units, of which a character may have two.
alter table account alter column user_name set data type varchar(200);
alter table conversation alter column name set data type varchar(400);
alter table conversation alter column ticket_number set data type varchar(80);
alter table conversation alter column ticket_status set data type varchar(80);
alter table ticket_request alter column title set data type varchar(400);
alter table ticket_handover alter column note set data type varchar(32000);
alter table automation_rule alter column status set data type varchar(80);
alter table automation_rule alter column content set data type varchar(8000);
