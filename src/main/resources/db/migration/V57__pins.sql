-- Pinned messages. The event that tells of a pin gives their order.
create table message_pin (
    conversation_id varchar(64) not null,
    seq             bigint      not null,
    event_seq       bigint      not null,
    primary key (conversation_id, seq)
);
