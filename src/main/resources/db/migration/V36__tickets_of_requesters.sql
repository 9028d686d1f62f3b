-- How many open tickets somebody has.
create index conversation_requester on conversation (requester_id, ticket_closed);
