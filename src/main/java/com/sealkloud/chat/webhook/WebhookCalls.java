package com.sealkloud.chat.webhook;

import com.sealkloud.chat.outgoing.OutgoingCalls;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Calls of the programs that want to be called. */
@Component
class WebhookCalls extends OutgoingCalls {

    WebhookCalls(WebhookProperties properties, Clock clock) {
        super(properties.hosts(), clock);
    }
}
