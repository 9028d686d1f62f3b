package com.sealkloud.chat.escalation;

import com.sealkloud.chat.due.DueOneByOne;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Looks at the tickets whose time has come. */
@Component
@ConditionalOnBooleanProperty(name = "chat.escalation.enabled", matchIfMissing = true)
class EscalationWorker extends DueOneByOne<EscalationWorker.Review> {

    private final TicketWaits waits;
    private final Escalation escalation;
    private final Duty duty;

    EscalationWorker(
            TicketWaits waits, Escalation escalation, Duty duty, EscalationProperties properties, Clock clock) {
        super("chat-escalation", properties.sweepInterval(), clock);
        this.waits = waits;
        this.escalation = escalation;
        this.duty = duty;
    }

    /** A ticket, and who is on duty while it is looked at. */
    record Review(String roomId, Duty.Roster roster) {

        @Override
        public String toString() {
            return roomId;
        }
    }

    @Override
    protected List<Review> due(Instant now, int limit) {
        List<String> due = waits.due(now, limit);
        if (due.isEmpty()) {
            return List.of();
        }
        Duty.Roster roster = duty.now();
        return due.stream().map(roomId -> new Review(roomId, roster)).toList();
    }

    @Override
    protected void work(Review review) {
        escalation.review(review.roomId(), review.roster());
    }

    @Override
    protected void postpone(Review review, Instant until) {
        waits.postpone(review.roomId(), until);
    }
}
