package com.sealkloud.chat.ticket;

import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.conversation.Conversation;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket that its owner has offered to somebody else. Of each ticket at most one offer is open.
 */
@Entity
@Table(name = "ticket_handover")
class Handover {

    /** What has become of it. */
    enum Outcome {
        OPEN,
        ACCEPTED,
        DECLINED,
        WITHDRAWN
    }

    @Id
    private String handoverId;

    private String conversationId;

    private String fromId;

    private String toId;

    @Nullable
    private String note;

    private boolean observe;

    private boolean broughtIn;

    @Enumerated(EnumType.STRING)
    private Outcome outcome;

    private Instant offeredAt;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected Handover() {}

    /**
     * @param observe whether the owner wants to stay in the room
     * @param broughtIn whether the receiver has come into the room by it alone
     */
    Handover(Conversation room, String fromId, String toId, boolean observe, boolean broughtIn, Instant now) {
        this.handoverId = Ids.next();
        this.conversationId = room.conversationId();
        this.fromId = fromId;
        this.toId = toId;
        this.observe = observe;
        this.broughtIn = broughtIn;
        this.outcome = Outcome.OPEN;
        this.offeredAt = now;
    }

    void settle(Outcome settled) {
        if (outcome != Outcome.OPEN) {
            throw new IllegalStateException("The handover is " + outcome);
        }
        outcome = settled;
    }

    String handoverId() {
        return handoverId;
    }

    String conversationId() {
        return conversationId;
    }

    String fromId() {
        return fromId;
    }

    String toId() {
        return toId;
    }

    /** As {@code HandoverNotes} has stored it. */
    @Nullable
    String storedNote() {
        return note;
    }

    void storeNote(@Nullable String stored) {
        note = stored;
    }

    boolean observe() {
        return observe;
    }

    boolean broughtIn() {
        return broughtIn;
    }

    Outcome outcome() {
        return outcome;
    }

    Instant offeredAt() {
        return offeredAt;
    }
}
