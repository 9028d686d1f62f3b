-- A session that has ended: its person is shown for a moment longer, in case they come back.
alter table presence_lease add column closed boolean default false not null;
-- Whoever asks who is here gets what was announced last.
create index last_seen_announced on last_seen (announced);
