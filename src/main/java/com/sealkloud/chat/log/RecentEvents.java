package com.sealkloud.chat.log;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The ends of the logs that are being caught up with. When a node or a network comes back,
 * everybody asks at once for what was said meanwhile, and mostly for the same; the database is
 * asked for it once.
 *
 * <p>The words of an event change only together with a later event that tells of it. So nothing
 * here can be out of date: the caller says where the log ends, what is missing up to there is read,
 * and if something among it tells of new words, all is read anew.
 */
@Component
class RecentEvents {

    /** Of one conversation; whoever was away for longer reads the log itself. */
    private static final int MOST_OF_ONE = 200;

    /** UTF-16 characters, of all conversations together. */
    private static final long MOST_CHARACTERS = 32L << 20;

    /** The events from {@code firstSeq} on, without a gap. */
    private record Tail(long firstSeq, List<LogPages.Row> events) {

        long nextSeq() {
            return firstSeq + events.size();
        }

        boolean covers(long after, long lastSeq) {
            return firstSeq <= after + 1 && lastSeq < nextSeq();
        }

        List<LogPages.Row> between(long after, long lastSeq) {
            return events.subList((int) (after + 1 - firstSeq), (int) (lastSeq + 1 - firstSeq));
        }

        int weight() {
            return events.stream().mapToInt(event -> event.payload().length()).sum();
        }
    }

    private final LogPages log;
    private final EventTypes types;
    private final Cache<String, Tail> tails = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .weigher((String conversationId, Tail tail) -> tail.weight())
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    RecentEvents(LogPages log, EventTypes types) {
        this.log = log;
        this.types = types;
    }

    /**
     * @param lastSeq where the log ends, as far as the caller has seen
     * @return the first events after a seq, oldest first
     */
    List<LogPages.Row> after(String conversationId, long seq, long lastSeq, int limit) {
        if (seq >= lastSeq) {
            return List.of();
        }
        if (seq < lastSeq - MOST_OF_ONE) {
            return log.eventsAfter(conversationId, seq, limit);
        }
        Tail tail = tails.getIfPresent(conversationId);
        if (tail == null || !tail.covers(seq, lastSeq)) {
            // One reads; the others who ask for the same wait for it.
            tail = tails.asMap()
                    .compute(
                            conversationId,
                            (id, present) -> present != null && present.covers(seq, lastSeq)
                                    ? present
                                    : read(id, present, lastSeq));
        }
        List<LogPages.Row> missing = tail.between(seq, lastSeq);
        return missing.subList(0, Math.min(limit, missing.size()));
    }

    private Tail read(String conversationId, @Nullable Tail known, long lastSeq) {
        long firstSeq = Math.max(1, lastSeq - MOST_OF_ONE + 1);
        List<LogPages.Row> events = new ArrayList<>(MOST_OF_ONE);
        if (known != null && known.firstSeq() <= firstSeq && firstSeq < known.nextSeq()) {
            events.addAll(known.between(firstSeq - 1, Math.min(lastSeq, known.nextSeq() - 1)));
        }
        long from = firstSeq + events.size() - 1;
        if (from < lastSeq) {
            List<LogPages.Row> missing = log.eventsAfter(conversationId, from, (int) (lastSeq - from));
            if (!events.isEmpty() && missing.stream().anyMatch(row -> types.rewrites(row.type()))) {
                return read(conversationId, null, lastSeq);
            }
            events.addAll(missing);
        }
        return new Tail(firstSeq, events);
    }

    /**
     * Nobody would get the words any more; here they go at once, and from the other nodes as soon
     * as somebody asks, or with the end of the conversation's tail.
     */
    @TransactionalEventListener
    void forget(WordsTaken taken) {
        tails.invalidate(taken.id().conversationId());
    }

    @TransactionalEventListener
    void forget(EventsRedacted redacted) {
        tails.invalidate(redacted.conversationId());
    }
}
