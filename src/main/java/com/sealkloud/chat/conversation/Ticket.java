package com.sealkloud.chat.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the ticket service has said of the ticket whose room this is.
 *
 * @param number what people call it
 * @param status in the words of the ticket service
 * @param requesterId the client whose ticket it is
 * @param assigneeId who of the staff works on it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Ticket(
        String ticketId,
        @Nullable String number,
        String title,
        @Nullable String status,
        @Nullable String requesterId,
        @Nullable String assigneeId) {}
