-- Whether a node can read what others write sealed; null of a release that does not say.
alter table service_node add column reads_sealed boolean;
