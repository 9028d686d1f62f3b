-- The opening hours and holidays, once an administrator has changed those of the configuration.
create table opening_hours (
    hours_id varchar(20)     not null primary key,
    document varchar(200000) not null
);
