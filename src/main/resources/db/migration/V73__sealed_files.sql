-- A sealed name is longer: three octets for each character, and a third more in Base64.
alter table attachment alter column name set data type varchar(2000);
