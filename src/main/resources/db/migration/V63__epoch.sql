-- One row: which state of the database this is. After a restore it is another one.
create table installation (
    id         integer                  not null primary key,
    epoch      varchar(64)              not null,
    changed_at timestamp with time zone not null
);
