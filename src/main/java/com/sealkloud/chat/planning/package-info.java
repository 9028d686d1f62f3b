/**
 * Lets features plan work from the events of tickets: after the commit, once for each event.
 *
 * <p>{@code WaitingTickets} of {@code escalation} and {@code TriggeredRules} of {@code automation}
 * are {@code TicketPlanner}s: they note which tickets to check, and which replies to send, at what
 * time. Each continues reading the log of a room at the position stored in {@code PlannedRooms}:
 * when {@code PlanningFeed} gets an event of the room from the outbox, and once more before
 * anything is done. {@code EscalationWorker} and {@code AutomationWorker} do on each node what has
 * become due.
 */
@ApplicationModule(
        allowedDependencies = {"api", "conversation", "lifecycle", "log", "message", "outbox", "room", "text", "ticket"
        })
@NullMarked
package com.sealkloud.chat.planning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
