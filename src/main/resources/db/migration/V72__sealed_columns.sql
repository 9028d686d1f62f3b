-- Sealed texts are longer: three octets for each character, and a third more in Base64.
alter table webhook alter column secret set data type varchar(400);
alter table webhook alter column former_secret set data type varchar(400);
alter table webhook_delivery alter column payload set data type varchar(400200);
alter table push_key alter column private_key set data type varchar(1000);
alter table push_message alter column payload set data type varchar(32200);
alter table automation_rule alter column content set data type varchar(16200);
