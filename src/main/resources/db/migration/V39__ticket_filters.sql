-- The queue of one tier, and tickets of one status, without looking at the others.
create index conversation_tier on conversation (ticket_closed, ticket_tier, ticket_since, conversation_id);
create index conversation_status on conversation (ticket_closed, ticket_status, ticket_since, conversation_id);
