package com.sealkloud.chat.conversation;

import com.sealkloud.chat.log.LogHead;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;

/**
 * The head of a log, in the row of its conversation. The row is locked while an event is appended,
 * which makes {@code seq} dense.
 */
@MappedSuperclass
public abstract class StoredLogHead implements LogHead {

    @Id
    private String conversationId;

    private long firstSeq;

    private long lastSeq;

    private long lastMessageSeq;

    private Instant lastEventAt;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected StoredLogHead() {}

    StoredLogHead(String conversationId, long firstSeq, long lastSeq, long lastMessageSeq, Instant lastEventAt) {
        this.conversationId = conversationId;
        this.firstSeq = firstSeq;
        this.lastSeq = lastSeq;
        this.lastMessageSeq = lastMessageSeq;
        this.lastEventAt = lastEventAt;
    }

    /** Takes the next number of the log. */
    @Override
    public long nextSeq() {
        return ++lastSeq;
    }

    @Override
    public void movedUp(Instant now) {
        lastEventAt = now;
    }

    @Override
    public void messageLogged(long seq) {
        lastMessageSeq = seq;
    }

    @Override
    public String conversationId() {
        return conversationId;
    }

    @Override
    public long firstSeq() {
        return firstSeq;
    }

    @Override
    public long lastSeq() {
        return lastSeq;
    }

    @Override
    public long lastMessageSeq() {
        return lastMessageSeq;
    }

    /** Notes that the events before this one are gone. */
    void trimTo(long seq) {
        firstSeq = seq;
        if (lastMessageSeq < seq) {
            lastMessageSeq = 0;
        }
    }

    public Instant lastEventAt() {
        return lastEventAt;
    }
}
