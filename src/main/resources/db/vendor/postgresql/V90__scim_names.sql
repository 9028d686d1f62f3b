-- The key of a deleted user's name: by it the provider's tokens are known as theirs.
alter table scim_user add column former_key varchar(512);
update scim_user set former_key = lower(user_name) where name_key is null;
create index scim_user_former_key on scim_user (former_key);

-- In lower case a name may be longer: the letter I with a dot becomes two.
alter table scim_user alter column name_key type varchar(512);
