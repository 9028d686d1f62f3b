package com.sealkloud.chat.ticket;

import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.text.Folding;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The stored state of a ticket: what the ticket service reports, and which of the staff has it. It
 * is a part of its room's row, which {@link Conversation} locks.
 */
@Entity
@Table(name = "conversation")
class TicketState {

    /** The length of its column. */
    private static final int LONGEST_SEARCH_NUMBER = 800;

    @Id
    private String conversationId;

    @Column(insertable = false, updatable = false)
    private String ticketId;

    /** For searches: {@link Conversation#rename} changes it, and may have done so meanwhile. */
    @Column(insertable = false, updatable = false)
    private String name;

    /** The same. */
    @Nullable
    @Column(insertable = false, updatable = false)
    private String searchName;

    /** The same. */
    @Nullable
    @Column(insertable = false, updatable = false)
    private String requesterId;

    /** What people call the ticket. */
    @Nullable
    @Column(name = "ticket_number")
    private String number;

    /**
     * Derived from the number; null only if there is none, or if a node of an earlier release has
     * written the row since the last start.
     */
    @Nullable
    @Column(name = "ticket_search_number")
    private String searchNumber;

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

    /** Whether it waits while nobody of any tier is on duty. */
    @Column(name = "ticket_unattended")
    private boolean unattended;

    /** The room of the closed ticket that this one was opened to follow. */
    @Nullable
    @Column(name = "ticket_follows")
    private String followsRoomId;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected TicketState() {}

    /** Takes what the ticket service says; what it leaves out stays as it is. */
    void describe(@Nullable String newNumber, @Nullable String newStatus) {
        number = newNumber == null ? number : newNumber;
        searchNumber = number == null ? null : searchNumber(number);
        status = newStatus == null ? status : newStatus;
    }

    static String searchNumber(String number) {
        return Folding.of(number, LONGEST_SEARCH_NUMBER);
    }

    /** @param userId null for nobody: it goes back into the queue of its tier */
    void assign(@Nullable String userId, Instant now) {
        assigneeId = userId;
        since = now;
        unattended = unattended && userId == null;
    }

    /** Puts it into the queue of another tier, where nobody has it yet. */
    void move(Tier target, Instant now) {
        tier = target;
        assigneeId = null;
        since = now;
    }

    void close(String lastStatus, Instant now) {
        status = lastStatus;
        since = closed ? since : now;
        closed = true;
        unattended = false;
    }

    void reopen(Instant now) {
        since = closed ? now : since;
        closed = false;
    }

    /** @param closedRoomId of the ticket before it */
    void follow(String closedRoomId) {
        followsRoomId = closedRoomId;
    }

    void unattended(boolean isSo) {
        unattended = isSo;
    }

    Instant since() {
        return since;
    }

    String conversationId() {
        return conversationId;
    }

    /** @return the ticket as it was when this was read */
    Ticket ticket() {
        return of(ticketId, name, requesterId);
    }

    /** @return the ticket, with what has changed of its room meanwhile */
    Ticket of(Conversation room) {
        return of(ticketId, room.name(), room.requesterId());
    }

    private Ticket of(String id, String title, @Nullable String client) {
        return new Ticket(id, number, title, status, client, assigneeId, tier, closed, unattended, followsRoomId);
    }
}
