-- The key of a deleted user's name: by it the provider's tokens are known as theirs.
alter table scim_user add column former_key varchar(512);
update scim_user set former_key = lower(user_name) where name_key is null;
create index scim_user_former_key on scim_user (former_key);

-- In lower case a name may be longer, and as in V19 H2 counts UTF-16 units, of which a character may have two.
alter table scim_user alter column name_key set data type varchar(512);
alter table scim_user alter column user_name set data type varchar(510);
alter table scim_user alter column external_id set data type varchar(510);
alter table scim_user alter column given_name set data type varchar(200);
alter table scim_user alter column family_name set data type varchar(200);
