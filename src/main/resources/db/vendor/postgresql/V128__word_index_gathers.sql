-- New words are gathered before they go into the index, which takes a fifth of the time. A search
-- reads those that wait row by row: a few hundred.
alter index search_word_tokens set (fastupdate = on, gin_pending_list_limit = 256);
