package com.sealkloud.chat.conversation;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.domain.Limit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Looks through the log for events that a crash, or a broker that was away, has left unpublished. */
@Component
class OutboxSweep {

    private static final Logger logger = LoggerFactory.getLogger(OutboxSweep.class);

    private static final Limit MOST_AT_ONCE = Limit.of(1_000);

    private final LogEntryRepository entries;
    private final ParticipantRepository participants;
    private final Publications publications;
    private final Outbox outbox;
    private final ConversationProperties properties;
    private final Clock clock;
    private final AtomicLong unpublished = new AtomicLong();

    OutboxSweep(
            LogEntryRepository entries,
            ParticipantRepository participants,
            Publications publications,
            Outbox outbox,
            ConversationProperties properties,
            Clock clock,
            MeterRegistry meters) {
        this.entries = entries;
        this.participants = participants;
        this.publications = publications;
        this.outbox = outbox;
        this.properties = properties;
        this.clock = clock;
        meters.gauge("chat.events.unpublished", unpublished);
    }

    @Scheduled(fixedDelayString = "${chat.conversation.sweep-interval:2s}")
    void sweep() {
        try {
            unpublished.set(entries.countUnpublished());
            Instant before = clock.instant().minus(properties.sweepAfter());
            entries.unpublished(before, MOST_AT_ONCE)
                    .forEach(entry -> outbox.enqueue(publications.of(entry).repeated()));
            participants
                    .withUnpublishedRead(before, MOST_AT_ONCE)
                    .forEach(participant -> outbox.enqueue(publications
                            .of(new ReadMoved(
                                    participant.conversationId(),
                                    participant.userId(),
                                    participant.lastReadSeq(),
                                    clock.instant()))
                            .repeated()));
        } catch (DataAccessException | TransactionException e) {
            logger.warn("The log cannot be swept at the moment: {}", e.getMessage());
        }
    }
}
