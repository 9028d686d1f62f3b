-- How often an export was begun since it was asked for, or had to be made again.
alter table person_export add column begun integer default 0 not null;
