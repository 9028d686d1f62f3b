package com.sealkloud.chat.ticket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets are listed, and in which order.
 *
 * @param tier null for all; of those that wait, for all that the asker may take
 * @param ownerId null for whoever has them
 * @param status in the words of whoever keeps the tickets
 * @param before since when or longer they have been where they are; null for any time
 * @param query a part of the title, of the number, or of the name of requester or owner
 * @param sort null for the order of the selection
 */
record TicketFilter(
        Selection selection,
        @Nullable Tier tier,
        @Nullable String ownerId,
        @Nullable String status,
        @Nullable Instant before,
        @Nullable String query,
        @Nullable Sort sort) {

    /** Whose tickets, and open ones or not. */
    enum Selection {
        /** Open ones that nobody has. */
        waiting,
        /** Open ones that the asker has. */
        mine,
        /** Those that are offered to the asker. */
        offered,
        /** All open ones. */
        open,
        /** Those that are over. */
        closed
    }

    /** By the time since when a ticket has been where it is. */
    enum Sort {
        /** The longest first. */
        waiting,
        newest
    }

    boolean isNewestFirst() {
        return sort == null ? selection == Selection.closed : sort == Sort.newest;
    }
}
