-- Whether it was sent to open pages, and not to devices: should they have been gone already, the
-- devices get it. An earlier release does not write it.
alter table notification add column on_page boolean default false not null;
