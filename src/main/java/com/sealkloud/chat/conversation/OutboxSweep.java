package com.sealkloud.chat.conversation;

import com.sealkloud.chat.conversation.Publication.EntryMark;
import com.sealkloud.chat.conversation.Publication.ReadMark;
import com.sealkloud.chat.realtime.TaskLeases;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks through the log for events that a crash, or a broker that was away, has left unpublished. */
@Component
class OutboxSweep {

    private static final Logger logger = LoggerFactory.getLogger(OutboxSweep.class);

    private static final String TASK = "outbox-sweep";

    /** A confirm takes ten seconds at the most. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration LEASE = PATIENCE.multipliedBy(2);

    private static final Limit MOST_AT_ONCE = Limit.of(1_000);

    private final LogEntryRepository entries;
    private final ParticipantRepository participants;
    private final Publications publications;
    private final Outbox outbox;
    private final ConversationProperties properties;
    private final TaskLeases leases;
    private final Clock clock;
    private final AtomicLong unpublished = new AtomicLong();

    OutboxSweep(
            LogEntryRepository entries,
            ParticipantRepository participants,
            Publications publications,
            Outbox outbox,
            ConversationProperties properties,
            TaskLeases leases,
            Clock clock,
            MeterRegistry meters) {
        this.entries = entries;
        this.participants = participants;
        this.publications = publications;
        this.outbox = outbox;
        this.properties = properties;
        this.leases = leases;
        this.clock = clock;
        meters.gauge("chat.events.unpublished", unpublished);
    }

    @Scheduled(fixedDelayString = "${chat.conversation.sweep-interval:2s}")
    void sweep() {
        unpublished.set(entries.countUnpublished());
        leases.alone(TASK, LEASE, this::publishLeftOver);
    }

    /** Until all of it is settled no other node looks: it would find the same. */
    private void publishLeftOver() {
        Instant before = clock.instant().minus(properties.sweepAfter());
        Stream<CompletableFuture<Void>> events = entries.unpublished(before, MOST_AT_ONCE).stream()
                .map(entry -> outbox.republish(
                        new EntryMark(entry.conversationId(), entry.seq()), () -> publications.of(entry)));
        Stream<CompletableFuture<Void>> reads =
                participants.withUnpublishedRead(before, MOST_AT_ONCE).stream().map(this::republishRead);
        CompletableFuture.allOf(Stream.concat(events, reads).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private CompletableFuture<Void> republishRead(Participant participant) {
        ReadMoved moved = new ReadMoved(
                participant.conversationId(), participant.userId(), participant.lastReadSeq(), clock.instant());
        return outbox.republish(
                new ReadMark(moved.conversationId(), moved.userId(), moved.readSeq()), () -> publications.of(moved));
    }
}
