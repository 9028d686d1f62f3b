package com.sealkloud.chat.log;

import java.util.List;
import java.util.stream.Stream;

/**
 * The words of messages of one conversation are being taken away. Listeners are told within the
 * transaction that does it, and take away their copies.
 *
 * @param seqs of the messages
 * @param others of events whose words go with them, such as those that tell of their edits
 */
public record ContentRemoved(String conversationId, List<Long> seqs, List<Long> others) {

    /** @return all events that say less from now on */
    public List<LogEntryId> events() {
        return Stream.concat(seqs.stream(), others.stream())
                .map(seq -> new LogEntryId(conversationId, seq))
                .toList();
    }
}
