package com.sealkloud.chat.escalation;

import com.sealkloud.chat.lifecycle.DatabaseOutages;
import com.sealkloud.chat.due.DueWorker;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Looks at the tickets whose time has come. */
@Component
@ConditionalOnBooleanProperty(name = "chat.escalation.enabled", matchIfMissing = true)
class EscalationWorker extends DueWorker {

    private static final Logger log = LoggerFactory.getLogger(EscalationWorker.class);

    private static final int AT_ONCE = 50;

    private final TicketWaits waits;
    private final Escalation escalation;
    private final Duty duty;
    private final Clock clock;

    EscalationWorker(
            TicketWaits waits, Escalation escalation, Duty duty, EscalationProperties properties, Clock clock) {
        super("chat-escalation", properties.sweepInterval());
        this.waits = waits;
        this.escalation = escalation;
        this.duty = duty;
        this.clock = clock;
    }

    @Override
    protected boolean workOffSome() {
        List<String> due = waits.due(clock.instant(), AT_ONCE);
        if (due.isEmpty()) {
            return false;
        }
        Duty.Roster roster = duty.now();
        return due.stream().filter(roomId -> review(roomId, roster)).count() == AT_ONCE;
    }

    /** A ticket that cannot be looked at must not keep the others waiting. */
    private boolean review(String roomId, Duty.Roster roster) {
        try {
            escalation.review(roomId, roster);
            return true;
        } catch (RuntimeException e) {
            log.atLevel(DatabaseOutages.level(e)).log("{} has to wait: {}", roomId, e.getMessage());
            return false;
        }
    }
}
