-- Where a ticket stands with the staff. Rooms of tickets alone have these.
alter table conversation add column ticket_tier varchar(2);
alter table conversation add column ticket_since timestamp with time zone;
alter table conversation add column ticket_closed boolean;
alter table conversation add column ticket_unattended boolean;
update conversation
   set ticket_tier = 'L1', ticket_since = last_event_at, ticket_closed = coalesce(ticket_status = 'closed', false),
       ticket_unattended = false
 where kind = 'TICKET';
create index conversation_queue on conversation (ticket_closed, ticket_since, conversation_id);
create index conversation_assignee on conversation (assignee_id, ticket_since, conversation_id);

-- A ticket that somebody has offered to somebody else, and what has become of the offer.
create table ticket_handover (
    handover_id     varchar(64)              not null primary key,
    conversation_id varchar(64)              not null references conversation,
    from_id         varchar(64)              not null,
    to_id           varchar(64)              not null,
    note            varchar(16000),
    observe         boolean                  not null,
    brought_in      boolean                  not null,
    outcome         varchar(10)              not null,
    offered_at      timestamp with time zone not null
);
create index ticket_handover_room on ticket_handover (conversation_id, outcome);
create index ticket_handover_receiver on ticket_handover (to_id, outcome);

-- Tickets that wait for somebody of the staff to answer.
create table ticket_wait (
    conversation_id varchar(64)              not null primary key references conversation,
    since           timestamp with time zone not null,
    due_at          timestamp with time zone not null
);
create index ticket_wait_due on ticket_wait (due_at);
