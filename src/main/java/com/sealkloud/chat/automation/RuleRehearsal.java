package com.sealkloud.chat.automation;

import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.conversation.MessageKind;
import com.sealkloud.chat.conversation.RoomMessage;
import com.sealkloud.chat.hours.OpeningHours;
import com.sealkloud.chat.log.ConversationEvent;
import com.sealkloud.chat.ticket.TicketChanged;
import com.sealkloud.chat.ticket.TicketChanged.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a rule would have spoken in the room of one ticket, had it been there: by the events of the
 * room, as {@link TriggeredRules} reads them. Nothing is planned or said.
 */
final class RuleRehearsal {

    private final Rule rule;
    private final OpeningHours hours;
    private final Set<String> causes = new HashSet<>();
    private final List<Instant> times = new ArrayList<>();
    private @Nullable Instant unansweredSince;

    private RuleRehearsal(Rule rule, OpeningHours hours) {
        this.rule = rule;
        this.hours = hours;
    }

    /** @return the times, in their order */
    static List<Instant> times(Rule rule, OpeningHours hours, List<ConversationEvent> events, Instant now) {
        RuleRehearsal rehearsal = new RuleRehearsal(rule, hours);
        events.forEach(rehearsal::hear);
        rehearsal.timeOut(now);
        return rehearsal.times;
    }

    private void hear(ConversationEvent event) {
        timeOut(event.timestamp());
        if (event instanceof TicketChanged changed) {
            changed(changed);
        } else if (event instanceof RoomMessage message) {
            said(message);
        }
    }

    private void changed(TicketChanged changed) {
        String status = changed.status();
        if (rule.trigger() == Trigger.STATUS
                && status != null
                && TriggeredRules.tellsStatus(changed.change())
                && status.equalsIgnoreCase(rule.status())) {
            say("status", changed.timestamp());
        }
        if (changed.change() == Change.CLOSED) {
            answered();
        }
    }

    private void said(RoomMessage message) {
        Instant at = message.timestamp();
        if (message.senderRole().isStaff() && message.kind() == MessageKind.TEXT) {
            answered();
        } else if (message.senderRole() == Role.CLIENT) {
            switch (rule.trigger()) {
                case FIRST_MESSAGE -> say("first", at);
                case OUTSIDE_HOURS -> {
                    if (!hours.areAt(at)) {
                        say(String.valueOf(hours.nextAfter(at)), at);
                    }
                }
                case NO_ANSWER ->
                    unansweredSince = unansweredSince == null ? hours.from(at).orElse(null) : unansweredSince;
                case STATUS -> {}
            }
        }
    }

    private void answered() {
        unansweredSince = null;
        causes.remove("unanswered");
    }

    private void timeOut(Instant now) {
        if (rule.trigger() == Trigger.NO_ANSWER && unansweredSince != null) {
            Instant due = unansweredSince.plus(Objects.requireNonNull(rule.after()));
            if (!due.isAfter(now)) {
                say("unanswered", due);
            }
        }
    }

    private void say(String cause, Instant at) {
        if (causes.add(cause)) {
            times.add(at);
        }
    }
}
