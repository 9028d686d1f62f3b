-- When the person at a session last did something there.
alter table presence_lease add column active_at timestamp with time zone default current_timestamp not null;
alter table presence_lease add column opened_at timestamp with time zone default current_timestamp not null;

-- The events that have been looked at already, so that none is looked at twice.
create table handled_event (
    conversation_id varchar(64)              not null,
    seq             bigint                   not null,
    handled_at      timestamp with time zone not null,
    primary key (conversation_id, seq)
);
create index handled_event_time on handled_event (handled_at);

-- What somebody is to be shown once it is due, and what is being shown to them until they have read it.
create table notification (
    conversation_id varchar(64)              not null,
    seq             bigint                   not null,
    user_id         varchar(64)              not null,
    notification_id varchar(64)              not null,
    shown           boolean                  not null,
    due_at          timestamp with time zone not null,
    attempts        integer                  not null,
    created_at      timestamp with time zone not null,
    primary key (conversation_id, seq, user_id)
);
create index notification_due on notification (shown, due_at);
create index notification_person on notification (user_id, conversation_id);
create index notification_time on notification (created_at);

create table notification_settings (
    user_id    varchar(64)              not null primary key,
    desktop    boolean                  not null,
    sound      boolean                  not null,
    sound_name varchar(20)              not null,
    previews   boolean                  not null,
    dnd_until  timestamp with time zone,
    time_zone  varchar(60)              not null,
    dnd_hours  varchar(4000)            not null
);

create table muted_conversation (
    user_id         varchar(64) not null,
    conversation_id varchar(64) not null,
    mentions        boolean     not null,
    primary key (user_id, conversation_id)
);
