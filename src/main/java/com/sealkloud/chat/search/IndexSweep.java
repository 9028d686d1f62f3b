package com.sealkloud.chat.search;

import com.sealkloud.chat.cluster.TaskLeases;
import com.sealkloud.chat.due.DueWorker;
import com.sealkloud.chat.log.ErasureEnded;
import com.sealkloud.chat.log.LogEnds;
import com.sealkloud.chat.search.IndexRebuild.RebuildBegun;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Compares the index with all logs and reads on where it is behind: messages that are older than
 * the index, a rebuild, and what a failure has left.
 */
@Component
class IndexSweep extends DueWorker {

    private static final Logger log = LoggerFactory.getLogger(IndexSweep.class);

    private static final String TASK = "search-index";
    private static final int PAGE = 1_000;

    /** After which another node may go on. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static final Duration TURN = Duration.ofMinutes(1);

    private final Indexer indexer;
    private final SearchPositions positions;
    private final LogEnds ends;
    private final TaskLeases leases;
    private final AtomicLong behind = new AtomicLong();

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
        boolean[] isCutShort = new boolean[1];
        leases.alone(TASK, LEASE, () -> isCutShort[0] = !sweep(System.nanoTime() + TURN.toNanos()));
        return isCutShort[0];
    }

    /** @return whether all logs were compared in time */
    private boolean sweep(long until) {
        String after = "";
        List<LogEnds.End> page;
        long found = 0;
        do {
            page = ends.after(after, PAGE);
            Map<String, Long> reached =
                    positions.of(page.stream().map(LogEnds.End::conversationId).toList());
            List<LogEnds.End> late = page.stream()
                    .filter(end -> reached.getOrDefault(end.conversationId(), 0L) < end.lastSeq())
                    .toList();
            found += late.size();
            behind.set(found);
            for (LogEnds.End end : late) {
                if (!isRunning() || System.nanoTime() > until) {
                    return false;
                }
                readOn(end.conversationId());
                behind.set(--found);
            }
            after = page.isEmpty() ? after : page.get(page.size() - 1).conversationId();
        } while (page.size() == PAGE);
        indexer.tidy();
        return true;
    }

    /** One log that cannot be read must not keep the others from being indexed. */
    private void readOn(String conversationId) {
        try {
            boolean isAtTheEnd = false;
            while (!isAtTheEnd && isRunning()) {
                isAtTheEnd = indexer.readOn(conversationId);
            }
        } catch (RuntimeException e) {
            log.warn("The index is behind in {}: {}", conversationId, e.getMessage());
        }
    }
}
