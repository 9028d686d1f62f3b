/**
 * Tickets: who has them, their steps and handovers, and what ticket services do to them.
 *
 * <p>{@code TicketDesk} handles the requests of staff, such as claiming and escalating,
 * {@code HandoverDesk} those about handovers, and {@code TicketPolicy} decides who may do what.
 * {@code TicketMoves} makes the step, under the lock of the room, for people, programs and the
 * clock alike. {@code TicketState} is the ticket's part of the room's row; {@code TicketViews} adds
 * it to what {@code conversation} and {@code room} show ({@code ConversationDetails}).
 * {@code OwnTickets} ({@code ownticket}) closes and reopens those that this service keeps itself.
 */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "audit",
            "conversation",
            "encryption",
            "log",
            "message",
            "program",
            "realtime",
            "room",
            "session",
            "sql",
            "text"
        })
@NullMarked
package com.sealkloud.chat.ticket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
