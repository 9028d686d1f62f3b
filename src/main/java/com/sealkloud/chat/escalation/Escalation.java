package com.sealkloud.chat.escalation;

import com.sealkloud.chat.escalation.Duty.Roster;
import com.sealkloud.chat.escalation.TicketWaits.Wait;
import com.sealkloud.chat.planning.PlannedRooms;
import com.sealkloud.chat.ticket.Ticket;
import com.sealkloud.chat.ticket.TicketChanged.Reason;
import com.sealkloud.chat.ticket.TicketTimer;
import com.sealkloud.chat.ticket.Tier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Decides about a waiting ticket. */
@Component
class Escalation {

    private final TicketWaits waits;
    private final WaitingTickets planner;
    private final PlannedRooms planned;
    private final TicketTimer tickets;
    private final EscalationProperties properties;
    private final Clock clock;

    Escalation(
            TicketWaits waits,
            WaitingTickets planner,
            PlannedRooms planned,
            TicketTimer tickets,
            EscalationProperties properties,
            Clock clock) {
        this.waits = waits;
        this.planner = planner;
        this.planned = planned;
        this.tickets = tickets;
        this.properties = properties;
        this.clock = clock;
    }

    /** Checks one ticket in its current state, unless another node has done so meanwhile. */
    @Transactional
    public void review(String roomId, Roster roster) {
        planned.lock(planner, roomId);
        Optional<Ticket> ticket = tickets.lock(roomId);
        planned.catchUp(planner, roomId);
        Instant now = clock.instant();
        waits.find(roomId)
                .filter(wait -> !wait.dueAt().isAfter(now))
                .ifPresent(wait -> review(wait, ticket.orElseThrow(), roster, now));
    }

    private void review(Wait wait, Ticket ticket, Roster roster, Instant now) {
        if (ticket.closed()) {
            waits.end(wait.roomId());
        } else if (roster.tiers().isEmpty() && !hasOwnerOnDuty(ticket, roster)) {
            unattended(wait, ticket, now);
        } else {
            attended(wait, ticket, roster, now);
        }
    }

    private void unattended(Wait wait, Ticket ticket, Instant now) {
        if (!ticket.unattended()) {
            tickets.unattended(wait.roomId(), true);
        }
        waits.save(new Wait(wait.roomId(), wait.since(), now.plus(properties.grace())));
    }

    private void attended(Wait wait, Ticket ticket, Roster roster, Instant now) {
        Instant since = wait.since();
        if (ticket.unattended()) {
            tickets.unattended(wait.roomId(), false);
            // Nobody could have answered before.
            since = now;
        }
        boolean isServed = roster.tiers().contains(ticket.tier()) || hasOwnerOnDuty(ticket, roster);
        Duration patience = properties.after(ticket.tier());
        boolean isLate = !patience.isZero() && !now.isBefore(since.plus(patience));
        Optional<Tier> above = tierAbove(ticket.tier(), roster);
        if (above.isPresent() && (!isServed || isLate)) {
            tickets.escalate(wait.roomId(), above.get(), isServed ? Reason.UNANSWERED : Reason.NOBODY_ON_DUTY);
            // The event will say the same; until then this ticket is not due again.
            waits.save(new Wait(wait.roomId(), now, now.plus(properties.grace())));
        } else {
            waits.save(new Wait(wait.roomId(), since, next(since.plus(patience), now)));
        }
    }

    private static boolean hasOwnerOnDuty(Ticket ticket, Roster roster) {
        return ticket.assigneeId() != null && roster.people().contains(ticket.assigneeId());
    }

    /** Tiers with nobody on duty are skipped. */
    private static Optional<Tier> tierAbove(Tier tier, Roster roster) {
        return Arrays.stream(Tier.values())
                .filter(other -> other.isAbove(tier) && roster.tiers().contains(other))
                .findFirst();
    }

    private Instant next(Instant late, Instant now) {
        Instant again = now.plus(properties.grace());
        return late.isAfter(now) && late.isBefore(again) ? late : again;
    }
}
