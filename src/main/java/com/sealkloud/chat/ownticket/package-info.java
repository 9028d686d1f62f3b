/**
 * Tickets that this service keeps itself: opening, closing and reopening; the demo helpdesk.
 *
 * <p>{@code TicketOpening} opens tickets for people, and {@code OwnTickets} closes, reopens and
 * edits them; {@code OwnTicketPolicy} says who may. {@code OwnTicketKeeper} numbers all of them,
 * also those that a program opens. {@code ClosedTickets} reopens a ticket when its requester writes
 * again. {@code DemoHelpdesk} fills an empty trial. {@code KeeperReminder} asks operators to say
 * whose the tickets are.
 */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "conversation",
            "log",
            "message",
            "program",
            "realtime",
            "room",
            "sql",
            "text",
            "ticket"
        })
@NullMarked
package com.sealkloud.chat.ownticket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
