-- How far somebody had read before they marked messages as unread: what others see of it.
alter table participant add column seen_seq bigint default 0 not null;
