-- The secret that somebody's authenticator app shares with us, and the last time step whose code was used.
create table second_factor (
    user_id      varchar(64)              not null primary key,
    secret       varchar(64)              not null,
    confirmed_at timestamp with time zone,
    last_step    bigint                   not null
);

-- The hashes of codes that stand in for a lost device, each once.
create table recovery_code (
    user_id   varchar(64) not null,
    code_hash varchar(64) not null,
    primary key (user_id, code_hash)
);
