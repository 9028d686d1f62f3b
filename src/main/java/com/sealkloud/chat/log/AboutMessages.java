package com.sealkloud.chat.log;

import com.sealkloud.chat.account.Person;
import java.util.Collection;
import java.util.Map;

/** Implemented by a feature that adds fields to messages when they are read: reactions, pins. */
public interface AboutMessages {

    /**
     * @return by the {@code seq} of the message the fields that are added to it, as JSON without
     *     braces; messages without any are left out
     */
    Map<Long, String> fields(Person reader, String conversationId, Collection<Long> seqs);
}
