-- Words whose parts are not indexed: keys are found by their beginnings.
create index search_word_key on search_word (word) where tokens = '{}';
