-- Who has put which emoji on which message.
create table message_reaction (
    conversation_id varchar(64)              not null,
    seq             bigint                   not null,
    emoji           varchar(40)              not null,
    user_id         varchar(64)              not null,
    reacted_at      timestamp with time zone not null,
    primary key (conversation_id, seq, emoji, user_id)
);
