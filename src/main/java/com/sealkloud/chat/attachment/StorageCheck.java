package com.sealkloud.chat.attachment;

import com.sealkloud.chat.cluster.TaskLeases;
import com.sealkloud.chat.filestore.FileStorage;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Compares the stored bytes with the rows of files, once a day. Bytes that no row knows are removed
 * after a while, so that nothing goes when an old copy of the database is used by mistake: that
 * copy does not know of the removal either.
 */
@Component
class StorageCheck {

    private static final Logger log = LoggerFactory.getLogger(StorageCheck.class);

    private static final String TASK = "storage-check";

    /** After which another node may check. */
    private static final Duration LEASE = Duration.ofHours(6);

    private static final Duration OF_ARRIVALS = Duration.ofDays(1);
    private static final int PARTS = 256;

    private final FileStorage storage;
    private final StorageKeys keys;
    private final Removals removals;
    private final TaskLeases leases;
    private final AttachmentProperties properties;
    private final Clock clock;
    private final AtomicLong unknown = new AtomicLong();
    private final AtomicLong missing = new AtomicLong();

    StorageCheck(
            FileStorage storage,
            StorageKeys keys,
            Removals removals,
            TaskLeases leases,
            AttachmentProperties properties,
            MeterRegistry meters,
            Clock clock) {
        this.storage = storage;
        this.keys = keys;
        this.removals = removals;
        this.leases = leases;
        this.properties = properties;
        this.clock = clock;
        meters.gauge("chat.attachments.unknown", unknown);
        meters.gauge("chat.attachments.missing", missing);
    }

    /**
     * What one check has found.
     *
     * @param unknown stored bytes without a row
     * @param missing rows whose bytes are not stored
     */
    record Found(long unknown, long missing) {

        Found plus(Found other) {
            return new Found(unknown + other.unknown, missing + other.missing);
        }
    }

    @Scheduled(initialDelayString = "PT20M", fixedDelayString = "P1D")
    void daily() {
        leases.alone(TASK, LEASE, this::check);
    }

    void check() {
        Found found = new Found(0, 0);
        try {
            storage.removeArrivalsBefore(clock.instant().minus(OF_ARRIVALS));
            for (int part = 0; part < PARTS; part++) {
                found = found.plus(check("%02x".formatted(part)));
            }
        } catch (IOException e) {
            log.warn("The storage of files cannot be checked: {}", e.toString());
            return;
        }
        unknown.set(found.unknown());
        missing.set(found.missing());
        if (found.missing() > 0) {
            log.error("The bytes of {} files are missing in the storage: restore them", found.missing());
        }
        if (found.unknown() > 0) {
            log.warn(
                    "The storage has {} files that the database does not know; they are removed in {}",
                    found.unknown(),
                    properties.keepUnknown());
        }
    }

    /** Lists the storage first: each of its keys was in the database before. */
    private Found check(String part) throws IOException {
        Set<String> stored = storage.keys(part);
        Set<String> orphans = stored.isEmpty() ? Set.of() : without(stored, keys.all(part));
        orphans.forEach(key -> removals.expect(key, properties.keepUnknown()));
        return new Found(orphans.size(), missing(without(keys.ofFiles(part), stored), part));
    }

    private static Set<String> without(Set<String> keys, Set<String> others) {
        keys.removeAll(others);
        return keys;
    }

    /** A file may have come or gone since the storage was listed. */
    private long missing(Set<String> suspects, String part) {
        if (suspects.isEmpty()) {
            return 0;
        }
        suspects.retainAll(keys.ofFiles(part));
        return suspects.stream().filter(key -> !isStored(key)).count();
    }

    private boolean isStored(String key) {
        try {
            return storage.has(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
