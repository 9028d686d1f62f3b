-- Which node does a piece of scheduled work at the moment.
create table task_lease (
    task    varchar(40)              not null primary key,
    node_id varchar(64)              not null,
    ends_at timestamp with time zone not null
);
insert into task_lease (task, node_id, ends_at) values ('outbox-sweep', '', timestamp with time zone '2000-01-01 00:00:00+00');

-- What people who are near their limit have spent at each node, while more than half of their budget was gone.
create table rate_spending (
    node_id  varchar(64)              not null,
    action   varchar(20)              not null,
    user_id  varchar(64)              not null,
    total    bigint                   not null,
    spent_at timestamp with time zone not null,
    primary key (node_id, action, user_id)
);
create index rate_spending_time on rate_spending (spent_at);
