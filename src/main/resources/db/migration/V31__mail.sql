-- Where somebody is reached by mail, and in which language; administrators set the address.
alter table account add column mail varchar(254);
alter table account add column language varchar(10);
create index account_mail on account (mail);

-- Mails that wait to be sent. Their words are made when they are sent: the queue holds no links.
create table outgoing_mail (
    mail_id    varchar(64)              not null primary key,
    kind       varchar(40)              not null,
    about      varchar(64)              not null,
    attempts   integer                  not null,
    due_at     timestamp with time zone not null,
    created_at timestamp with time zone not null
);
create index outgoing_mail_due on outgoing_mail (due_at);
create index outgoing_mail_time on outgoing_mail (created_at);
