package com.sealkloud.chat.search;

import java.util.List;
import java.util.Set;

/** What the index knows of the words of messages. */
interface KnownWords {

    int hash(String word);

    /**
     * Keeps what is needed to find words, until the transaction ends also from being forgotten.
     *
     * @param messages the words of each
     */
    void learn(List<Set<String>> messages);

    /**
     * @return of each of these a message that has the term must have one; a condition that says too
     *     little is left out
     */
    List<int[]> having(Term term);
}
