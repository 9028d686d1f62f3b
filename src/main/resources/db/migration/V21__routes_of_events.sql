-- Where each event of a commit goes, in the order of seqs: a node that does not know its type publishes it all the same.
alter table outbox add column routes varchar array;
