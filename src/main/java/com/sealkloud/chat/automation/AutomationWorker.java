package com.sealkloud.chat.automation;

import com.sealkloud.chat.automation.AutomatedReplies.Reply;
import com.sealkloud.chat.lifecycle.DatabaseOutages;
import com.sealkloud.chat.due.DueWorker;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends due replies. */
@Component
class AutomationWorker extends DueWorker {

    private static final Logger log = LoggerFactory.getLogger(AutomationWorker.class);

    private static final int AT_ONCE = 50;

    private final AutomatedReplies replies;
    private final Automation automation;
    private final Clock clock;

    AutomationWorker(AutomatedReplies replies, Automation automation, AutomationProperties properties, Clock clock) {
        super("chat-automation", properties.sweepInterval());
        this.replies = replies;
        this.automation = automation;
        this.clock = clock;
    }

    @Override
    protected boolean workOffSome() {
        List<Reply> due = replies.due(clock.instant(), AT_ONCE);
        return due.stream().filter(this::say).count() == AT_ONCE;
    }

    /** A reply that fails must not delay the others. */
    private boolean say(Reply reply) {
        try {
            automation.say(reply);
            return true;
        } catch (RuntimeException e) {
            log.atLevel(DatabaseOutages.level(e))
                    .log("The rule {} has to wait in {}: {}", reply.ruleId(), reply.conversationId(), e.getMessage());
            return false;
        }
    }
}
