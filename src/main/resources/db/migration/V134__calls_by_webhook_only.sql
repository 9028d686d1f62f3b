-- With an index of all calls by their time, the planner sometimes looked for those of one webhook
-- among those of all others. This one serves to count.
create index webhook_delivery_state on webhook_delivery (state);
drop index webhook_delivery_due;
