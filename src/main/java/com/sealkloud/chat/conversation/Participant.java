package com.sealkloud.chat.conversation;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody's membership of a conversation, and how far they have read. */
@Entity
public class Participant {

    @EmbeddedId
    private ParticipantId id;

    private long lastReadSeq;

    /** How far they had read before they marked something as unread. */
    private long seenSeq;

    private boolean readPublished = true;

    @Nullable
    private Instant readAt;

    private Instant joinedAt;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected Participant() {}

    public Participant(String conversationId, String userId, Instant now) {
        this.id = new ParticipantId(conversationId, userId);
        this.joinedAt = now;
    }

    /** @return whether that is further than before */
    public boolean readUpTo(long seq, Instant now) {
        if (seq <= lastReadSeq) {
            return false;
        }
        lastReadSeq = seq;
        readPublished = false;
        readAt = now;
        return true;
    }

    /** What others know of their reading stays. */
    public void markUnreadFrom(long seq) {
        seenSeq = readSeqForOthers();
        lastReadSeq = seq - 1;
        // The sweep would tell of the mark that is no more.
        readPublished = true;
    }

    public String conversationId() {
        return id.conversationId();
    }

    public String userId() {
        return id.userId();
    }

    public long lastReadSeq() {
        return lastReadSeq;
    }

    /** @return how far they have ever read */
    long readSeqForOthers() {
        return Math.max(lastReadSeq, seenSeq);
    }
}
