-- Links by which somebody sets a password: the hash of each, kept for a while after its end so that
-- the page can say why it works no more.
create table account_link (
    token_hash varchar(64)              not null primary key,
    user_id    varchar(64)              not null,
    purpose    varchar(20)              not null,
    expires_at timestamp with time zone not null,
    ended      boolean                  not null,
    created_at timestamp with time zone not null
);
create index account_link_user on account_link (user_id, created_at);
create index account_link_time on account_link (created_at);
