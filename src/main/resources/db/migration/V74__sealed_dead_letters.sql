-- Whether the body is sealed: a body may be anything, and so it does not tell itself.
alter table dead_letter add column sealed boolean default false not null;
