package com.sealkloud.chat.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The state of a ticket.
 *
 * @param number what people call it
 * @param status in the words of the ticket service
 * @param requesterId the client whose ticket it is
 * @param assigneeId who of the staff has it; null while it waits in the queue of its tier
 * @param unattended whether it waits while nobody of any tier is on duty
 * @param followsRoomId the room of the closed ticket that it was opened to follow
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Ticket(
        String ticketId,
        @Nullable String number,
        String title,
        @Nullable String status,
        @Nullable String requesterId,
        @Nullable String assigneeId,
        Tier tier,
        boolean closed,
        boolean unattended,
        @Nullable String followsRoomId) {

    public boolean isOf(String userId) {
        return userId.equals(assigneeId);
    }
}
