package com.sealkloud.chat.log;

import java.time.Instant;

/**
 * Where a log ends. Its row is locked while an event is appended, which makes {@code seq} dense.
 */
public interface LogHead {

    String conversationId();

    /** @return the number of the first event that is kept; behind the last one if none is */
    long firstSeq();

    long lastSeq();

    long lastMessageSeq();

    /** Takes the next number of the log. */
    long nextSeq();

    /** Notes that something new has happened. */
    void movedUp(Instant now);

    void messageLogged(long seq);
}
