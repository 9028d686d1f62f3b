package com.sealkloud.chat.conversation;

import com.sealkloud.chat.api.Ids;
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
public class Handover {

    /** What has become of it. */
    public enum Outcome {
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
    public Handover(
            Conversation room,
            String fromId,
            String toId,
            @Nullable String note,
            boolean observe,
            boolean broughtIn,
            Instant now) {
        this.handoverId = Ids.next();
        this.conversationId = room.conversationId();
        this.fromId = fromId;
        this.toId = toId;
        this.note = note;
        this.observe = observe;
        this.broughtIn = broughtIn;
        this.outcome = Outcome.OPEN;
        this.offeredAt = now;
    }

    public void settle(Outcome settled) {
        if (outcome != Outcome.OPEN) {
            throw new IllegalStateException("The hand-over is " + outcome);
        }
        outcome = settled;
    }

    /** @return whether clients do not see this member, who is here only because of the offer */
    public boolean hides(String userId) {
        return outcome == Outcome.OPEN && broughtIn && toId.equals(userId);
    }

    public String handoverId() {
        return handoverId;
    }

    public String conversationId() {
        return conversationId;
    }

    public String fromId() {
        return fromId;
    }

    public String toId() {
        return toId;
    }

    @Nullable
    String note() {
        return note;
    }

    public boolean observe() {
        return observe;
    }

    public boolean broughtIn() {
        return broughtIn;
    }

    public Outcome outcome() {
        return outcome;
    }

    Instant offeredAt() {
        return offeredAt;
    }
}
