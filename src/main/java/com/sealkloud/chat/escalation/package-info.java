/**
 * Automatic escalation of tickets: who is on duty, how long each tier has to answer, and when
 * nobody is on duty.
 *
 * <p>{@code WaitingTickets} notes which tickets wait ({@code TicketWaits}).
 * {@code EscalationWorker} has {@code Escalation} decide when the time of one has come, and
 * {@code Duty} says who is there to answer.
 */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "due",
            "log",
            "message",
            "notification",
            "planning",
            "presence",
            "room",
            "sql",
            "ticket"
        })
@NullMarked
package com.sealkloud.chat.escalation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
