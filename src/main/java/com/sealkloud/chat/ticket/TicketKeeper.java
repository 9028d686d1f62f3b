package com.sealkloud.chat.ticket;

import org.jspecify.annotations.Nullable;

/**
 * Decides what a ticket is called and which statuses it has, whoever opens or changes it: this
 * service for its own tickets; a ticket service says it itself.
 */
public interface TicketKeeper {

    /** @return for a ticket that is opened without one; null if it gets none */
    @Nullable
    String nextNumber();

    /** @return of a ticket that is opened without one; null if it has none */
    @Nullable
    String firstStatus();

    /** @return of a ticket that is closed without one */
    String lastStatus();

    /** @return whether a ticket that gets this status is closed by it */
    boolean closes(String status);

    /** @return whether a closed ticket that gets this status is opened again by it */
    boolean reopens(String status);
}
