-- Whether the topics and the broker have the events, which only a feature of the service is still to hear.
alter table outbox add column published boolean default false not null;
