-- Who did what to whom, when and from where. Each hash covers its entry and the hash before it.
create table audit_entry (
    id            bigint                   not null primary key,
    at            timestamp with time zone not null,
    actor         varchar(100),
    action        varchar(60)              not null,
    target        varchar(300),
    address       varchar(64),
    before_change varchar(20000),
    after_change  varchar(20000),
    hash          varchar(64)              not null
);
create index audit_entry_actor on audit_entry (actor, id);
create index audit_entry_action on audit_entry (action, id);
create index audit_entry_target on audit_entry (target, id);
create index audit_entry_time on audit_entry (at);

-- One row: the last entry, and the last one that retention has removed.
create table audit_chain (
    chain_id   integer     not null primary key,
    last_id    bigint      not null,
    last_hash  varchar(64) not null,
    floor_id   bigint      not null,
    floor_hash varchar(64) not null
);
insert into audit_chain values (
    1,
    0, '0000000000000000000000000000000000000000000000000000000000000000',
    0, '0000000000000000000000000000000000000000000000000000000000000000');
