package com.sealkloud.chat.outbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.sealkloud.chat.cluster.TaskLeases;
import com.sealkloud.chat.log.LogEntry;
import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.log.LoggedEvents;
import com.sealkloud.chat.outbox.UnpublishedMark.CommitMark;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Publishes what a crash, or a broker that was away, has left unpublished, and tells the features
 * of this process what one of them has refused: apart, so that neither waits for the other.
 */
@Component
class OutboxSweep {

    private static final Logger logger = LoggerFactory.getLogger(OutboxSweep.class);

    private static final String TASK = "outbox-sweep";

    /** A confirm takes ten seconds at the most. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration LEASE = PATIENCE.multipliedBy(2);

    private static final int MOST_AT_ONCE = 1_000;

    /** So many events are in memory, unless the outbox has taken more. */
    private static final int READ_AT_ONCE = 100;

    private final OutboxRows rows;
    private final LoggedEvents entries;
    private final List<UnloggedEvents> unlogged;
    private final Publications publications;
    private final Outbox outbox;
    private final OutboxProperties properties;
    private final TaskLeases leases;
    private final Clock clock;
    private final Cache<String, Boolean> waiting =
            Caffeine.newBuilder().maximumSize(MOST_AT_ONCE).build();
    private final AtomicLong unpublished = new AtomicLong();

    OutboxSweep(
            OutboxRows rows,
            LoggedEvents entries,
            List<UnloggedEvents> unlogged,
            Publications publications,
            Outbox outbox,
            OutboxProperties properties,
            TaskLeases leases,
            Clock clock,
            MeterRegistry meters) {
        this.rows = rows;
        this.entries = entries;
        this.unlogged = unlogged;
        this.publications = publications;
        this.outbox = outbox;
        this.properties = properties;
        this.leases = leases;
        this.clock = clock;
        meters.gauge("chat.events.unpublished", unpublished);
    }

    @Scheduled(fixedDelayString = "${chat.conversation.sweep-interval:2s}")
    void sweep() {
        unpublished.set(rows.countEvents());
        leases.alone(TASK, LEASE, this::publishLeftOver);
    }

    /** Until all of it is settled no other node looks: it would find the same. */
    private void publishLeftOver() {
        Instant before = clock.instant().minus(properties.sweepAfter());
        Stream<CompletableFuture<Void>> others = unlogged.stream()
                .flatMap(store -> store.unpublished(before, MOST_AT_ONCE).stream())
                .map(this::republish);
        Stream<CompletableFuture<Void>> unpublished = settled(rows.before(before, MOST_AT_ONCE), outbox::republish);
        Stream<CompletableFuture<Void>> unheard = settled(rows.unheardBefore(before, MOST_AT_ONCE), outbox::tellAgain);
        CompletableFuture.allOf(Stream.of(unpublished, unheard, others)
                        .flatMap(Function.identity())
                        .toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Takes the events of a row once more. */
    private interface Repetition {

        CompletableFuture<Void> begin(UnpublishedMark mark, List<Publication> events);
    }

    /** Writes out only what is not under way: while the broker is away, that may be thousands. */
    private Stream<CompletableFuture<Void>> settled(List<OutboxRows.Row> found, Repetition repetition) {
        List<CompletableFuture<Void>> settled = new ArrayList<>();
        List<OutboxRows.Row> left = new ArrayList<>();
        int events = 0;
        int unread = 0;
        for (OutboxRows.Row row : found) {
            CompletableFuture<Void> underWay = outbox.underWay(new CommitMark(row.commitId()));
            if (underWay != null) {
                settled.add(underWay);
            } else if (events < MOST_AT_ONCE) {
                left.add(row);
                events += row.events().size();
                unread += row.events().size();
                if (unread >= READ_AT_ONCE) {
                    settled.addAll(repeat(left, repetition));
                    left.clear();
                    unread = 0;
                }
            }
        }
        settled.addAll(repeat(left, repetition));
        return settled.stream();
    }

    private List<CompletableFuture<Void>> repeat(List<OutboxRows.Row> left, Repetition repetition) {
        if (left.isEmpty()) {
            return List.of();
        }
        Map<LogEntryId, LogEntry> byId = entries
                .entries(left.stream()
                        .flatMap(row -> row.events().stream().map(OutboxRows.Noted::id))
                        .toList())
                .stream()
                .collect(Collectors.toMap(LogEntry::id, Function.identity()));
        return left.stream().map(row -> repeat(row, byId, repetition)).toList();
    }

    /**
     * What cannot be written out stays where it is, and holds up nothing behind it: a newer node
     * may have logged it.
     */
    private CompletableFuture<Void> repeat(OutboxRows.Row row, Map<LogEntryId, LogEntry> byId, Repetition repetition) {
        try {
            List<Publication> events = row.events().stream()
                    .filter(noted -> byId.containsKey(noted.id()))
                    .map(noted -> publications.of(Objects.requireNonNull(byId.get(noted.id())), noted.route()))
                    .toList();
            return repetition.begin(new CommitMark(row.commitId()), events);
        } catch (IllegalStateException | JacksonException e) {
            if (waiting.asMap().putIfAbsent(row.commitId(), true) == null) {
                logger.warn("Events wait for a node of a newer version: {}", e.getMessage());
            }
            return CompletableFuture.completedFuture(null);
        }
    }

    private CompletableFuture<Void> republish(UnloggedEvents.Unpublished left) {
        CompletableFuture<Void> underWay = outbox.underWay(left.mark());
        return underWay != null
                ? underWay
                : outbox.republish(left.mark(), List.of(left.publication().get()));
    }
}
