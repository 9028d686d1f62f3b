-- What the ticket service says of the ticket whose room this is. The room's name is the ticket's title.
alter table conversation add column ticket_number varchar(40);
alter table conversation add column ticket_status varchar(40);
alter table conversation add column assignee_id varchar(64);

-- What a ticket service called the request that brought the event about; it stands in the envelope.
alter table log_entry add column correlation_id varchar(255);

-- What programs have asked for, by their own key: asked again it changes nothing. Messages stand in the log instead.
create table ticket_command (
    sender_id       varchar(64)              not null,
    command_key     varchar(64)              not null,
    digest          varchar(64)              not null,
    conversation_id varchar(64)              not null,
    seq             bigint                   not null,
    done_at         timestamp with time zone not null,
    primary key (sender_id, command_key)
);

-- "Make a ticket of this": asked of the ticket service, and answered by the room of the new ticket.
create table ticket_request (
    request_id      varchar(64)              not null primary key,
    conversation_id varchar(64)              not null references conversation,
    requested_by    varchar(64)              not null,
    title           varchar(200)             not null,
    requested_at    timestamp with time zone not null,
    ticket_room_id  varchar(64)
);
