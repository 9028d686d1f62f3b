package com.sealkloud.chat.search;

import com.sealkloud.chat.cluster.TaskLeases;
import com.sealkloud.chat.due.DueWorker;
import com.sealkloud.chat.log.ErasureEnded;
import com.sealkloud.chat.log.LogEnds;
import com.sealkloud.chat.search.IndexRebuild.RebuildBegun;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Compares the index with all logs and reads on where it is behind: messages that are older than
 * the index, a rebuild, and what a failure or a node that died has left. Logs take turns, and so do
 * pages of them: one whose end is never reached keeps no other from being indexed.
 */
@Component
class IndexSweep extends DueWorker {

    private static final Logger log = LoggerFactory.getLogger(IndexSweep.class);

    private static final String TASK = "search-index";
    private static final int PAGE = 1_000;

    /** After which another node may go on. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static final Duration TURN = Duration.ofMinutes(1);

    /** Of the logs of a page, which go on with the next comparison if that is too short. */
    private static final Duration TURN_OF_PAGE = Duration.ofSeconds(10);

    private final Indexer indexer;
    private final SearchPositions positions;
    private final LogEnds ends;
    private final TaskLeases leases;
    private final AtomicLong behind = new AtomicLong();

    /** The log with which the comparison goes on behind; empty if it begins. */
    private String after = "";

    IndexSweep(
            Indexer indexer,
            SearchPositions positions,
            LogEnds ends,
            TaskLeases leases,
            SearchProperties properties,
            MeterRegistry meters) {
        super("chat-search-sweep", properties.sweepInterval());
        this.indexer = indexer;
        this.positions = positions;
        this.ends = ends;
        this.leases = leases;
        meters.gauge("chat.search.behind", behind);
    }

    @Override
    public void start() {
        super.start();
        wake();
    }

    @TransactionalEventListener
    void begin(RebuildBegun rebuild) {
        wake();
    }

    /** Words that were in no other message go at once. */
    @TransactionalEventListener
    void tidyAfter(ErasureEnded ended) {
        wake();
    }

    @Override
    protected boolean workOffSome() {
        boolean[] isMore = new boolean[1];
        leases.alone(TASK, LEASE, () -> isMore[0] = sweep(System.nanoTime() + TURN.toNanos()));
        return isMore[0];
    }

    /** @return whether there is more to do at once */
    private boolean sweep(long until) {
        // What was left out before is compared again.
        boolean isMore = !after.isEmpty();
        if (!isMore) {
            behind.set(0);
        }
        do {
            List<LogEnds.End> page = ends.after(after, PAGE);
            isMore |= !readOn(late(page));
            after = page.size() < PAGE ? "" : page.get(page.size() - 1).conversationId();
        } while (!after.isEmpty() && mayGoOn(until));
        boolean isUntidy = indexer.tidy();
        while (isUntidy && mayGoOn(until)) {
            isUntidy = indexer.tidy();
        }
        return isMore || isUntidy || !after.isEmpty();
    }

    private boolean mayGoOn(long until) {
        return isRunning() && System.nanoTime() - until < 0;
    }

    private Queue<String> late(List<LogEnds.End> page) {
        Map<String, Long> reached =
                positions.of(page.stream().map(LogEnds.End::conversationId).toList());
        return page.stream()
                .filter(end -> reached.getOrDefault(end.conversationId(), 0L) < end.lastSeq())
                .map(LogEnds.End::conversationId)
                .collect(Collectors.toCollection(ArrayDeque::new));
    }

    /** @return whether the ends of all are reached */
    boolean readOn(Queue<String> late) {
        long until = System.nanoTime() + TURN_OF_PAGE.toNanos();
        behind.addAndGet(late.size());
        while (!late.isEmpty() && mayGoOn(until)) {
            String conversationId = late.remove();
            if (readOn(conversationId)) {
                behind.decrementAndGet();
            } else {
                late.add(conversationId);
            }
        }
        return late.isEmpty();
    }

    /** One log that cannot be read must not keep the others from being indexed. */
    private boolean readOn(String conversationId) {
        try {
            return indexer.readOn(conversationId);
        } catch (RuntimeException e) {
            log.warn("The index is behind in {}: {}", conversationId, e.getMessage());
            return true;
        }
    }
}
