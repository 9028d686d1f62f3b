-- What an identity provider says of a user by SCIM, beside what the account has. A deleted user has
-- no name_key: the name is free again.
create table scim_user (
    user_id     varchar(64)  not null primary key,
    user_name   varchar(255) not null,
    name_key    varchar(255),
    external_id varchar(255),
    given_name  varchar(100),
    family_name varchar(100),
    constraint scim_user_name unique (name_key)
);
create index scim_user_external_id on scim_user (external_id);
