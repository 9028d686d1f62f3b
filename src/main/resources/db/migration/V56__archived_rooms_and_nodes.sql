-- Rooms that are read-only and left out of lists.
alter table conversation add column archived boolean default false not null;

-- The nodes of the service. Each renews its row while it runs.
create table service_node (
    node_id    varchar(64)              not null primary key,
    name       varchar(80)              not null,
    version    varchar(40)              not null,
    started_at timestamp with time zone not null,
    seen_at    timestamp with time zone not null,
    sockets    bigint                   not null
);
create index service_node_seen on service_node (seen_at);
