package com.sealkloud.chat.automation;

import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.automation.AutomatedReplies.Reply;
import com.sealkloud.chat.hours.HoursStore;
import com.sealkloud.chat.hours.OpeningHours;
import com.sealkloud.chat.log.ConversationEvent;
import com.sealkloud.chat.message.MessageKind;
import com.sealkloud.chat.message.RoomMessage;
import com.sealkloud.chat.planning.TicketPlanner;
import com.sealkloud.chat.ticket.TicketChanged;
import com.sealkloud.chat.ticket.TicketChanged.Change;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Plans the automated replies to what happens to tickets. Only requesters and ticket services
 * trigger rules, and an automated reply comes from neither: no rule answers another one.
 */
@Component
class TriggeredRules implements TicketPlanner {

    private static final Set<Change> WITH_STATUS =
            EnumSet.of(Change.OPENED, Change.REOPENED, Change.STATUS_CHANGED, Change.CLOSED);

    private final RuleStore rules;
    private final AutomatedReplies replies;
    private final HoursStore hours;

    TriggeredRules(RuleStore rules, AutomatedReplies replies, HoursStore hours) {
        this.rules = rules;
        this.replies = replies;
        this.hours = hours;
    }

    static boolean tellsStatus(Change change) {
        return WITH_STATUS.contains(change);
    }

    @Override
    public String planner() {
        return "automation";
    }

    @Override
    public void plan(ConversationEvent event) {
        if (event instanceof TicketChanged changed) {
            changed(changed);
        } else if (event instanceof RoomMessage message) {
            said(message);
        }
    }

    private void changed(TicketChanged changed) {
        String status = changed.status();
        if (status != null && tellsStatus(changed.change())) {
            rules.all().stream()
                    .filter(rule -> rule.trigger() == Trigger.STATUS)
                    .filter(rule -> status.equalsIgnoreCase(rule.status()))
                    .forEach(rule -> replies.plan(
                            new Reply(rule.ruleId(), changed.roomId(), "status-" + status.toLowerCase(Locale.ROOT)),
                            changed.timestamp()));
        }
        if (changed.change() == Change.CLOSED) {
            replies.answered(changed.roomId());
        }
    }

    private void said(RoomMessage message) {
        if (message.senderRole() == Role.CLIENT) {
            plan(message);
        } else if (message.senderRole().isStaff() && message.kind() == MessageKind.TEXT && isAnswerAwaited()) {
            replies.answered(message.roomId());
        }
    }

    /** Spares most messages a statement. A reply whose rule is gone says nothing anyway. */
    private boolean isAnswerAwaited() {
        return rules.all().stream().anyMatch(rule -> rule.trigger() == Trigger.NO_ANSWER);
    }

    /**
     * Nobody gets two automated replies to a message: what is said outside of the opening hours
     * takes the place of the greeting, and the wait for an answer begins where they begin. The
     * first rule greets, and the others do not greet later either, once it is gone.
     */
    private void plan(RoomMessage message) {
        Instant now = message.timestamp();
        String roomId = message.roomId();
        OpeningHours opening = hours.hours();
        Optional<Reply> closed = opening.areAt(now)
                ? Optional.empty()
                : of(Trigger.OUTSIDE_HOURS)
                        .findFirst()
                        .map(rule -> new Reply(rule.ruleId(), roomId, closedUntil(opening.nextAfter(now))));
        Stream<Reply> greetings = of(Trigger.FIRST_MESSAGE).map(rule -> new Reply(rule.ruleId(), roomId, "first"));
        Iterator<Reply> fitting = Stream.concat(closed.stream(), greetings).iterator();
        if (fitting.hasNext()) {
            replies.plan(fitting.next(), now);
        }
        fitting.forEachRemaining(other -> replies.passOver(other, now));
        opening.from(now)
                .ifPresent(begin -> of(Trigger.NO_ANSWER)
                        .forEach(rule -> replies.planUnlessAnswered(
                                rule.ruleId(),
                                roomId,
                                message.seq(),
                                begin.plus(Objects.requireNonNull(rule.after())))));
    }

    private Stream<Rule> of(Trigger trigger) {
        return rules.all().stream().filter(rule -> rule.trigger() == trigger);
    }

    /** @return the same for all messages between two times of business */
    private static String closedUntil(Optional<Instant> begin) {
        return "closed-until-" + begin.map(Instant::toString).orElse("further-notice");
    }
}
