package com.sealkloud.chat.realtime;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * Counts what was refused over STOMP. Both of its tags have few values: a code of the protocol, and what was asked for, which
 * is the command in lower case or, of a SEND, the event of a destination that exists.
 */
@Component
class RefusalCounter {

    private final MeterRegistry meters;

    RefusalCounter(MeterRegistry meters) {
        this.meters = meters;
    }

    /** @param cause must not be a text of the client's */
    void count(String code, String cause) {
        meters.counter("chat.refused", "code", code, "cause", cause).increment();
    }
}
