package com.sealkloud.chat.realtime;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts what was refused over STOMP, by code. */
@Component
class RefusalCounter {

    private final MeterRegistry meters;

    RefusalCounter(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(RefusalCode code) {
        meters.counter("chat.refused", "code", code.wireName()).increment();
    }
}
