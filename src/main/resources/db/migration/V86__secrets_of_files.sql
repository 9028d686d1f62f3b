-- What the key of a sealed file is derived of, beside a data key. Without it nobody can read the file.
create table file_secret (
    name   varchar(64) not null primary key,
    secret varchar(64) not null
);
