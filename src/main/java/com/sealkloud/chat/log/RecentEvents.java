package com.sealkloud.chat.log;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.sealkloud.chat.epoch.Epoch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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
 * and if something among it tells of new words, all is read anew. Titles that are erased are told
 * of on this node alone, so nothing is kept for longer than a while, however often it is asked for.
 */
@Component
class RecentEvents {

    /** Of one conversation; whoever was away for longer reads the log itself. */
    private static final int MOST_OF_ONE = 200;

    /** Of all conversations together. */
    private static final long MOST_OCTETS = 32L << 20;

    private static final Duration KEPT = Duration.ofMinutes(10);

    /**
     * The last events of a log, without a gap.
     *
     * @param octets which their payloads take in memory
     * @param readAt when the first of them were read
     */
    private record Tail(long firstSeq, List<LogPages.Row> events, int octets, Instant readAt) {

        /** The last ones of these that are few and short enough; a page of them needs no bound. */
        static Tail of(List<LogPages.Row> events, long lastSeq, Instant readAt) {
            int first = events.size();
            int octets = 0;
            while (first > 0 && events.size() - first < MOST_OF_ONE) {
                int more = octets(events.get(first - 1).payload());
                if (octets + more > LogPages.MOST_OCTETS) {
                    break;
                }
                octets += more;
                first--;
            }
            List<LogPages.Row> kept = List.copyOf(events.subList(first, events.size()));
            return new Tail(kept.isEmpty() ? lastSeq + 1 : kept.get(0).seq(), kept, octets, readAt);
        }

        /** Java keeps a text that is not all Latin-1 in two octets for each character. */
        private static int octets(String text) {
            return text.chars().allMatch(character -> character <= 0xFF) ? text.length() : 2 * text.length();
        }

        long nextSeq() {
            return firstSeq + events.size();
        }

        boolean reaches(long lastSeq) {
            return lastSeq < nextSeq();
        }

        List<LogPages.Row> between(long after, long lastSeq) {
            return events.subList((int) (after + 1 - firstSeq), (int) (lastSeq + 1 - firstSeq));
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
    private final Clock clock;
    private final Cache<Key, Tail> tails = Caffeine.newBuilder()
            .maximumWeight(MOST_OCTETS)
            .weigher((Key key, Tail tail) -> tail.octets())
            .expireAfterAccess(KEPT)
            .build();

    RecentEvents(LogPages log, EventTypes types, Epoch epoch, Clock clock) {
        this.log = log;
        this.types = types;
        this.epoch = epoch;
        this.clock = clock;
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
        if (seq >= lastSeq - MOST_OF_ONE) {
            Tail tail = tail(head);
            if (tail.firstSeq() <= seq + 1) {
                List<LogPages.Row> missing = tail.between(seq, lastSeq);
                return missing.subList(0, Math.min(limit, missing.size()));
            }
        }
        return log.pageOfEvents(head.conversationId(), seq, limit).rows();
    }

    private Tail tail(LogHead head) {
        Key key = new Key(epoch.current(), head.conversationId(), head.firstSeq());
        Tail known = tails.getIfPresent(key);
        if (known != null && answers(known, head)) {
            return known;
        }
        // One reads; the others who ask for the same wait for it.
        return tails.asMap()
                .compute(
                        key,
                        (id, present) -> present != null && answers(present, head) ? present : read(head, present));
    }

    private boolean answers(Tail known, LogHead head) {
        return isYoung(known) && known.reaches(head.lastSeq());
    }

    private boolean isYoung(Tail tail) {
        return clock.instant().isBefore(tail.readAt().plus(KEPT));
    }

    private Tail read(LogHead head, @Nullable Tail known) {
        long firstSeq = Math.max(head.firstSeq(), head.lastSeq() - MOST_OF_ONE + 1);
        if (known == null || !isYoung(known) || known.nextSeq() < firstSeq) {
            Instant now = clock.instant();
            return Tail.of(lastOnes(head, firstSeq), head.lastSeq(), now);
        }
        List<LogPages.Row> events = new ArrayList<>(known.events());
        List<LogPages.Row> missing = lastOnes(head, known.nextSeq());
        boolean isComplete = !missing.isEmpty() && missing.get(0).seq() == known.nextSeq();
        if (!isComplete || missing.stream().anyMatch(row -> types.rewrites(row.type()))) {
            return read(head, null);
        }
        events.addAll(missing);
        return Tail.of(events, head.lastSeq(), known.readAt());
    }

    /** Long ones are not all read, and some may have been cut off since the caller has looked. */
    private List<LogPages.Row> lastOnes(LogHead head, long firstSeq) {
        List<LogPages.Row> rows =
                new ArrayList<>(log.eventsBackTo(head.conversationId(), firstSeq, head.lastSeq(), LogPages.MOST_OCTETS)
                        .rows());
        Collections.reverse(rows);
        return rows;
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
