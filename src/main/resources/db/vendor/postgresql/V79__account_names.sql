-- By which SCIM finds accounts that it has not touched.
create index account_lower_user_id on account (lower(user_id));
