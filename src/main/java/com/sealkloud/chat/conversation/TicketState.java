package com.sealkloud.chat.conversation;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the ticket of a room stands: what its service says of it, and who of the staff has it. */
@Embeddable
public class TicketState {

    /** What people call the ticket. */
    @Nullable
    @Column(name = "ticket_number")
    private String number;

    /** In the words of the ticket service. */
    @Nullable
    @Column(name = "ticket_status")
    private String status;

    @Nullable
    private String assigneeId;

    @Enumerated(EnumType.STRING)
    @Column(name = "ticket_tier")
    private Tier tier;

    /** Since when it has been where it is. */
    @Column(name = "ticket_since")
    private Instant since;

    @Column(name = "ticket_closed")
    private boolean closed;

    /** Whether its requester has been told that nobody is on duty. */
    @Column(name = "ticket_unattended")
    private boolean unattended;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected TicketState() {}

    TicketState(Instant now) {
        this.tier = Tier.L1;
        this.since = now;
    }

    /** Takes what the ticket service says; what it leaves out stays as it is. */
    public void describe(@Nullable String newNumber, @Nullable String newStatus) {
        number = newNumber == null ? number : newNumber;
        status = newStatus == null ? status : newStatus;
    }

    /** @param userId null for nobody: it goes back into the queue of its tier */
    public void assign(@Nullable String userId, Instant now) {
        assigneeId = userId;
        since = now;
        unattended = unattended && userId == null;
    }

    /** Puts it into the queue of another tier, where nobody has it yet. */
    public void move(Tier target, Instant now) {
        tier = target;
        assigneeId = null;
        since = now;
    }

    public void close(String lastStatus, Instant now) {
        status = lastStatus;
        since = closed ? since : now;
        closed = true;
        unattended = false;
    }

    public void reopen(Instant now) {
        since = closed ? now : since;
        closed = false;
    }

    public void unattended(boolean isSo) {
        unattended = isSo;
    }

    public Instant since() {
        return since;
    }

    public Ticket of(String ticketId, String title, @Nullable String requesterId) {
        return new Ticket(ticketId, number, title, status, requesterId, assigneeId, tier, closed, unattended);
    }
}
