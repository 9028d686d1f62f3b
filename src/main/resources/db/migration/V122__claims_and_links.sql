-- Claims of the identity provider that were issued before are not followed: when those were issued
-- that the account has followed last, or when its name or role was changed otherwise. Null until
-- one of both happens; an earlier release does not write it.
alter table account add column claims_from timestamp with time zone;

-- The mail that a link was made for, each attempt to send it makes a new one. Null for links of an
-- earlier release.
alter table account_link add column mail_id varchar(36);
