package com.sealkloud.chat.realtime;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * Counts refusals over STOMP. Both tags have few values: a code of the protocol, and what was
 * requested, which is the command in lower case or, for a SEND, the event of an existing
 * destination.
 */
@Component
class RefusalCounter {

    private final MeterRegistry meters;

    RefusalCounter(MeterRegistry meters) {
        this.meters = meters;
    }

    /** @param cause must not be a text of the client */
    void count(String code, String cause) {
        meters.counter("chat.refused", "code", code, "cause", cause).increment();
    }
}
