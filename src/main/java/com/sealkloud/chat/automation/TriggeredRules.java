package com.sealkloud.chat.automation;

import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.automation.AutomatedReplies.Reply;
import com.sealkloud.chat.conversation.MessageKind;
import com.sealkloud.chat.conversation.RoomMessage;
import com.sealkloud.chat.log.ConversationEvent;
import com.sealkloud.chat.planning.TicketPlanner;
import com.sealkloud.chat.ticket.TicketChanged;
import com.sealkloud.chat.ticket.TicketChanged.Change;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
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
    private final BusinessHours hours;

    TriggeredRules(RuleStore rules, AutomatedReplies replies, AutomationProperties properties) {
        this.rules = rules;
        this.replies = replies;
        this.hours = properties.businessHours();
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
        if (status != null && WITH_STATUS.contains(changed.change())) {
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
            rules.all().forEach(rule -> plan(rule, message));
        } else if (message.senderRole().isStaff() && message.kind() == MessageKind.TEXT && isAnswerAwaited()) {
            replies.answered(message.roomId());
        }
    }

    /** Spares most messages a statement. A reply whose rule is gone says nothing anyway. */
    private boolean isAnswerAwaited() {
        return rules.all().stream().anyMatch(rule -> rule.trigger() == Trigger.NO_ANSWER);
    }

    private void plan(Rule rule, RoomMessage message) {
        Instant now = message.timestamp();
        switch (rule.trigger()) {
            case FIRST_MESSAGE -> replies.plan(new Reply(rule.ruleId(), message.roomId(), "first"), now);
            case OUTSIDE_HOURS -> {
                if (!hours.areAt(now)) {
                    replies.plan(new Reply(rule.ruleId(), message.roomId(), closedUntil(now)), now);
                }
            }
            case NO_ANSWER ->
                replies.planUnlessAnswered(
                        rule.ruleId(), message.roomId(), message.seq(), now.plus(Objects.requireNonNull(rule.after())));
            case STATUS -> {}
        }
    }

    /** The same for all messages between two times of business. */
    private String closedUntil(Instant now) {
        return "closed-until-" + hours.nextAfter(now).map(Instant::toString).orElse("further-notice");
    }
}
