package com.sealkloud.chat.due;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts what waits, now and then: whoever reads a metric must not wait for the database. All nodes
 * count the same rows.
 */
@Component
class WaitingGauges {

    private final Map<WaitingRows, AtomicLong> gauges = new HashMap<>();

    WaitingGauges(List<WaitingRows> all, MeterRegistry meters) {
        all.forEach(rows -> gauges.put(rows, meters.gauge(rows.metric(), new AtomicLong())));
    }

    @Scheduled(fixedDelayString = "PT30S")
    void count() {
        gauges.forEach((rows, gauge) -> gauge.set(rows.count()));
    }
}
