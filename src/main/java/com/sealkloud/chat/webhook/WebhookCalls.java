package com.sealkloud.chat.webhook;

import com.sealkloud.chat.outgoing.OutgoingCalls;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Calls to webhooks. */
@Component
class WebhookCalls extends OutgoingCalls {

    WebhookCalls(WebhookProperties properties, Clock clock) {
        super(properties.hosts(), clock);
    }
}
