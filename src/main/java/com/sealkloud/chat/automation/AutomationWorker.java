package com.sealkloud.chat.automation;

import com.sealkloud.chat.automation.AutomatedReplies.Reply;
import com.sealkloud.chat.due.DueOneByOne;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Sends due replies. */
@Component
class AutomationWorker extends DueOneByOne<AutomatedReplies.Reply> {

    private final AutomatedReplies replies;
    private final Automation automation;

    AutomationWorker(AutomatedReplies replies, Automation automation, AutomationProperties properties, Clock clock) {
        super("chat-automation", properties.sweepInterval(), clock);
        this.replies = replies;
        this.automation = automation;
    }

    @Override
    protected List<Reply> due(Instant now, int limit) {
        return replies.due(now, limit);
    }

    @Override
    protected void work(Reply reply) {
        automation.say(reply);
    }

    @Override
    protected void postpone(Reply reply, Instant until) {
        replies.postpone(reply, until);
    }
}
