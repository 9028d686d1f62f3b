package com.sealkloud.chat.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.ConversationDetails.Detail;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as somebody sees it.
 *
 * @param requesterEnabled false if their account is disabled, for staff
 * @param tier for staff, as are {@code unattended} and {@code handover}, the open offer
 * @param follows the closed ticket that it was opened to follow, if they may read that one
 * @param actions what they may do with it now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TicketView(
        String ticketId,
        @Nullable String number,
        String title,
        @Nullable String status,
        @Nullable String requesterId,
        @Nullable Boolean requesterEnabled,
        @Nullable String assigneeId,
        @Nullable Tier tier,
        boolean closed,
        @Nullable Boolean unattended,
        @Nullable Offer handover,
        @Nullable Followed follows,
        List<String> actions)
        implements Detail {

    /** Staff alone see it, since the note is internal. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Offer(
            String handoverId,
            String fromId,
            String toId,
            @Nullable String note,
            Instant offeredAt) {

        private static Offer of(Handover handover, @Nullable String note) {
            return new Offer(handover.handoverId(), handover.fromId(), handover.toId(), note, handover.offeredAt());
        }
    }

    /** The ticket before this one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Followed(String ticketId, @Nullable String number, String title) {

        static Followed of(Ticket ticket) {
            return new Followed(ticket.ticketId(), ticket.number(), ticket.title());
        }
    }

    /**
     * @param note of the open offer
     * @param gone whether the requester's account is disabled
     */
    static TicketView of(
            Ticket ticket,
            Person person,
            @Nullable Handover offer,
            @Nullable String note,
            @Nullable Followed follows,
            boolean gone,
            List<String> further) {
        boolean isForClient = person.isClient();
        return new TicketView(
                ticket.ticketId(),
                ticket.number(),
                ticket.title(),
                ticket.status(),
                ticket.requesterId(),
                gone && !isForClient ? false : null,
                ticket.assigneeId(),
                isForClient ? null : ticket.tier(),
                ticket.closed(),
                isForClient ? null : ticket.unattended(),
                offer != null && person.isStaff() ? Offer.of(offer, note) : null,
                follows,
                Stream.concat(
                                TicketPolicy.openTo(person, ticket, offer).stream()
                                        .map(TicketAction::wireName),
                                further.stream())
                        .toList());
    }
}
