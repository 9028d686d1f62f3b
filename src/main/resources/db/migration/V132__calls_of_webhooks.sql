-- The next calls of one webhook, however many wait for others.
create index webhook_delivery_waiting on webhook_delivery (webhook_id, state, due_at);
