package com.sealkloud.chat.log;

import com.sealkloud.chat.account.Person;
import java.util.Collection;
import java.util.Map;

/** A feature that keeps something about messages, which whoever reads them is to see with them. */
public interface AboutMessages {

    /**
     * @return by the {@code seq} of the message the fields that are added to it, as JSON without
     *     braces; messages without any are left out
     */
    Map<Long, String> fields(Person reader, String conversationId, Collection<Long> seqs);
}
