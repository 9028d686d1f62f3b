-- Tokens of the identity provider that are older than this are refused; our own are deleted.
alter table account add column tokens_valid_from timestamp with time zone;

-- Accounts that have or had a password here: no identity provider may take them over.
alter table account add column local_account boolean default false not null;
update account set local_account = true where password_hash is not null;

create index access_token_user on access_token (user_id);

-- Whose account it is that an identity provider calls by a name of its own.
create table external_identity (
    issuer  varchar(255) not null,
    subject varchar(255) not null,
    user_id varchar(64)  not null unique,
    primary key (issuer, subject)
);

-- Addresses and browsers (the hash of a cookie) from which somebody has logged in.
create table known_place (
    user_id varchar(64)              not null,
    place   varchar(80)              not null,
    seen_at timestamp with time zone not null,
    primary key (user_id, place)
);
create index known_place_time on known_place (seen_at);
