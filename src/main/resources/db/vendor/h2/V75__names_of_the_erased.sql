-- As in V19: H2 counts UTF-16 units, of which a character may have two.
alter table erasure alter column former_name set data type varchar(200);
alter table conversation_hold alter column reason set data type varchar(1000);
