package com.sealkloud.chat.transcript;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.ticket.Ticket;
import com.sealkloud.chat.ticket.Tier;
import org.jspecify.annotations.Nullable;

/**
 * The ticket of a conversation in its transcript.
 *
 * @param tier not for clients, as is {@code unattended}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TranscribedTicket(
        String ticketId,
        @Nullable String number,
        String title,
        @Nullable String status,
        @Nullable String requesterId,
        @Nullable String assigneeId,
        @Nullable Tier tier,
        boolean closed,
        @Nullable Boolean unattended) {

    static TranscribedTicket of(Ticket ticket, Person reader) {
        return new TranscribedTicket(
                ticket.ticketId(),
                ticket.number(),
                ticket.title(),
                ticket.status(),
                ticket.requesterId(),
                ticket.assigneeId(),
                reader.isClient() ? null : ticket.tier(),
                ticket.closed(),
                reader.isClient() ? null : ticket.unattended());
    }
}
