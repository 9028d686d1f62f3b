package com.sealkloud.chat.encryption;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How far rotation and sealing are, counted now and then: whoever reads a metric must not wait for
 * the database.
 */
@Component
class SealingGauges {

    private final Sealing sealing;
    private final StoredKeks keks;
    private final WrappedKeys keys;
    private final SealingWorker worker;
    private final MultiGauge versions;
    private final AtomicLong toWrap;
    private final AtomicLong conversations;
    private final AtomicLong files;

    SealingGauges(Sealing sealing, StoredKeks keks, WrappedKeys keys, SealingWorker worker, MeterRegistry meters) {
        this.sealing = sealing;
        this.keks = keks;
        this.keys = keys;
        this.worker = worker;
        this.versions = MultiGauge.builder("chat.encryption.key.versions").register(meters);
        this.toWrap = meters.gauge("chat.encryption.keys.to.wrap", new AtomicLong());
        this.conversations = meters.gauge("chat.encryption.conversations.left", new AtomicLong());
        this.files = meters.gauge("chat.encryption.files.left", new AtomicLong());
    }

    @Scheduled(fixedDelayString = "PT30S")
    void count() {
        if (!sealing.isOn()) {
            return;
        }
        versions.register(
                keks.byMasterKey().entrySet().stream().map(SealingGauges::row).toList(), true);
        toWrap.set(keys.counts().toWrap());
        SealingWorker.Left left = worker.left();
        conversations.set(left.conversations());
        files.set(left.files());
    }

    private static MultiGauge.Row<Number> row(Map.Entry<String, Long> version) {
        return MultiGauge.Row.of(Tags.of("master", version.getKey()), version.getValue());
    }
}
