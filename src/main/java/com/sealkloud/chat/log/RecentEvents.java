package com.sealkloud.chat.log;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.sealkloud.chat.epoch.Epoch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
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

        /** What was cut off since is not passed on. */
        List<LogPages.Row> kept(long after, long lastSeq) {
            return after >= lastSeq ? List.of() : between(Math.max(after, firstSeq - 1), lastSeq);
        }

        List<LogPages.Row> between(long after, long lastSeq) {
            return events.subList((int) (after + 1 - firstSeq), (int) (lastSeq + 1 - firstSeq));
        }

        int weight() {
            return events.stream().mapToInt(event -> event.payload().length()).sum();
        }
    }

    /**
     * What was read of a former state of the database, or before events were cut off, is never
     * asked for again.
     */
    private record Key(String epoch, String conversationId, long firstSeq) {}

    private final LogPages log;
    private final EventTypes types;
    private final Epoch epoch;
    private final Cache<Key, Tail> tails = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .weigher((Key key, Tail tail) -> tail.weight())
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    RecentEvents(LogPages log, EventTypes types, Epoch epoch) {
        this.log = log;
        this.types = types;
        this.epoch = epoch;
    }

    /**
     * @param head where the log begins and ends, as far as the caller has seen
     * @return the first events after a seq that are kept, oldest first
     */
    List<LogPages.Row> after(LogHead head, long after, int limit) {
        long lastSeq = head.lastSeq();
        long seq = Math.max(after, head.firstSeq() - 1);
        if (seq >= lastSeq) {
            return List.of();
        }
        if (seq < lastSeq - MOST_OF_ONE) {
            return log.eventsAfter(head.conversationId(), seq, limit);
        }
        Key key = new Key(epoch.current(), head.conversationId(), head.firstSeq());
        Tail tail = tails.getIfPresent(key);
        if (tail == null || !tail.covers(seq, lastSeq)) {
            // One reads; the others who ask for the same wait for it.
            tail = tails.asMap()
                    .compute(
                            key,
                            (id, present) ->
                                    present != null && present.covers(seq, lastSeq) ? present : read(head, present));
        }
        List<LogPages.Row> missing = tail.kept(seq, lastSeq);
        return missing.subList(0, Math.min(limit, missing.size()));
    }

    private Tail read(LogHead head, @Nullable Tail known) {
        String conversationId = head.conversationId();
        long lastSeq = head.lastSeq();
        long firstSeq = Math.max(head.firstSeq(), lastSeq - MOST_OF_ONE + 1);
        List<LogPages.Row> events = new ArrayList<>(MOST_OF_ONE);
        if (known != null && known.firstSeq() <= firstSeq && firstSeq < known.nextSeq()) {
            events.addAll(known.between(firstSeq - 1, Math.min(lastSeq, known.nextSeq() - 1)));
        }
        long from = firstSeq + events.size() - 1;
        if (from < lastSeq) {
            List<LogPages.Row> missing = log.eventsAfter(conversationId, from, (int) (lastSeq - from));
            if (!events.isEmpty() && missing.stream().anyMatch(row -> types.rewrites(row.type()))) {
                return read(head, null);
            }
            events.addAll(missing);
        }
        // More may have been cut off since the caller has looked.
        return new Tail(events.isEmpty() ? lastSeq + 1 : events.get(0).seq(), events);
    }

    /**
     * Nobody would get the words any more; here they go at once, and from the other nodes as soon
     * as somebody asks, or with the end of the conversation's tail.
     */
    @TransactionalEventListener
    void forget(ContentRemoved taken) {
        forget(taken.conversationId());
    }

    @TransactionalEventListener
    void forget(EventsRedacted redacted) {
        forget(redacted.conversationId());
    }

    @EventListener
    void forget(LogTrimmed trimmed) {
        forget(trimmed.conversationId());
    }

    private void forget(String conversationId) {
        tails.asMap().keySet().removeIf(key -> key.conversationId().equals(conversationId));
    }
}
