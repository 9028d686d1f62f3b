-- The event that a letter of the service's own queue tells of, so that it goes with the words of the event. Empty if it
-- tells of none; null until somebody has looked, since an earlier release does not write it.
alter table dead_letter add column event_id varchar(255);
create index dead_letter_event on dead_letter (origin, event_id);
