package com.sealkloud.chat.automation;

import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.hours.OpeningHours;
import com.sealkloud.chat.log.ConversationEvent;
import com.sealkloud.chat.message.MessageKind;
import com.sealkloud.chat.message.RoomMessage;
import com.sealkloud.chat.ticket.TicketChanged;
import com.sealkloud.chat.ticket.TicketChanged.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a rule would have spoken in the room of one ticket, had it been there beside the others: by
 * the events of the room, as {@link TriggeredRules} reads them. Nothing is planned or said.
 */
final class RuleRehearsal {

    private final Rule rule;
    private final Others others;
    private final OpeningHours hours;
    private final Set<String> causes = new HashSet<>();
    private final List<Instant> times = new ArrayList<>();
    private @Nullable Instant unansweredSince;

    private RuleRehearsal(Rule rule, Others others, OpeningHours hours) {
        this.rule = rule;
        this.others = others;
        this.hours = hours;
    }

    /**
     * The other rules.
     *
     * @param comeFirst whether one before it has the same trigger: of those only one speaks
     * @param speakWhenClosed whether one speaks outside of the hours, in place of a greeting
     */
    record Others(boolean comeFirst, boolean speakWhenClosed) {

        static final Others NONE = new Others(false, false);

        /** @param before those before the rule, and {@code after} those behind it */
        static Others of(Rule rule, List<Rule> before, List<Rule> after) {
            return new Others(
                    before.stream().anyMatch(other -> other.trigger() == rule.trigger()),
                    Stream.concat(before.stream(), after.stream())
                            .anyMatch(other -> other.trigger() == Trigger.OUTSIDE_HOURS));
        }
    }

    /**
     * @param events the end of the log
     * @return the times, in their order
     */
    static List<Instant> times(
            Rule rule, Others others, OpeningHours hours, List<ConversationEvent> events, Instant now) {
        RuleRehearsal rehearsal = new RuleRehearsal(rule, others, hours);
        if (!events.isEmpty() && events.get(0).seq() > 1) {
            // The first message may be before them.
            rehearsal.causes.add("first");
        }
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
                case FIRST_MESSAGE -> greet(at);
                case OUTSIDE_HOURS -> {
                    if (!hours.areAt(at) && !others.comeFirst()) {
                        say(String.valueOf(hours.nextAfter(at)), at);
                    }
                }
                case NO_ANSWER ->
                    unansweredSince = unansweredSince == null ? hours.from(at).orElse(null) : unansweredSince;
                case STATUS -> {}
            }
        }
    }

    /** Whom another rule answers is not greeted later either. */
    private void greet(Instant at) {
        if (others.comeFirst() || others.speakWhenClosed() && !hours.areAt(at)) {
            causes.add("first");
        } else {
            say("first", at);
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
