package com.sealkloud.chat.search;

import com.sealkloud.chat.lifecycle.Retries;
import com.sealkloud.chat.lifecycle.Retries.Limits;
import com.sealkloud.chat.outbox.EventBatches;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Updates the index when a message was logged or changed. The event stays in the outbox until it is
 * indexed: if this node dies before, the sweep passes the event to another one.
 */
@Component
class IndexUpdates extends EventBatches {

    private static final Logger log = LoggerFactory.getLogger(IndexUpdates.class);

    private static final int BATCH = 500;
    private static final Duration GATHERING = Duration.ofMillis(100);
    private static final Limits LIMITS = new Limits(3, Duration.ofMillis(300));

    private final Indexer indexer;
    private final Retries retries;
    private final Clock clock;
    private final JsonMapper json;
    private final Timer lag;

    IndexUpdates(Indexer indexer, Retries retries, Clock clock, JsonMapper json, MeterRegistry meters) {
        super("chat-search-index", BATCH, GATHERING);
        this.indexer = indexer;
        this.retries = retries;
        this.clock = clock;
        this.json = json;
        this.lag = meters.timer("chat.search.lag");
    }

    /** Of an envelope. */
    private record Said(String conversationId, Instant occurredAt) {}

    @Override
    protected boolean wants(String routingKey) {
        return routingKey.startsWith("message.") && !routingKey.equals("message.reaction");
    }

    @Override
    protected void handle(List<String> envelopes) {
        List<Said> said = envelopes.stream()
                .map(envelope -> json.readValue(envelope, Said.class))
                .toList();
        said.stream().map(Said::conversationId).collect(Collectors.toSet()).forEach(this::readOn);
        retries.alone(LIMITS, this::tidied, IndexUpdates::notTidied);
        Instant now = clock.instant();
        said.stream()
                .map(Said::occurredAt)
                .min(Instant::compareTo)
                .ifPresent(oldest -> lag.record(Duration.between(oldest, now)));
    }

    private void readOn(String conversationId) {
        boolean isAtTheEnd = false;
        while (!isAtTheEnd) {
            isAtTheEnd = retries.alone(
                    LIMITS, () -> indexer.readOn(conversationId), failure -> givenUp(conversationId, failure));
        }
    }

    private boolean tidied() {
        indexer.tidy();
        return true;
    }

    private static boolean notTidied(RuntimeException failure) {
        log.warn("Words of deleted messages stay in the index for now: {}", failure.getMessage());
        return false;
    }

    /** The sweep of the index tries again. */
    private static boolean givenUp(String conversationId, RuntimeException failure) {
        log.error("The index cannot follow {} now", conversationId, failure);
        return true;
    }
}
