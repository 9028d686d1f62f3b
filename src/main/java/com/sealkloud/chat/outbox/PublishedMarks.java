package com.sealkloud.chat.outbox;

import com.sealkloud.chat.lifecycle.DatabaseOutages;
import com.sealkloud.chat.outbox.UnpublishedMark.CommitMark;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Marks as published what the broker has confirmed, many rows at a time. A mark that is lost in a
 * crash costs a second delivery, which everybody recognises; so it need not be written before
 * anything goes on.
 */
@Component
class PublishedMarks {

    private static final Logger log = LoggerFactory.getLogger(PublishedMarks.class);

    private static final int MOST_AT_ONCE = 500;
    private static final int MOST_WAITING = 50_000;

    /** @param isHeard whether the features of the service have it, too */
    private record Confirmed(UnpublishedMark mark, boolean isHeard, Runnable settled) {}

    private final LinkedBlockingQueue<Confirmed> confirmed = new LinkedBlockingQueue<>(MOST_WAITING);
    private final OutboxRows outbox;
    private final List<UnloggedEvents> unlogged;
    private final TransactionTemplate transactions;

    PublishedMarks(OutboxRows outbox, List<UnloggedEvents> unlogged, TransactionTemplate transactions) {
        this.outbox = outbox;
        this.unlogged = unlogged;
        this.transactions = transactions;
    }

    /** @param settled called once the mark is written, or given up */
    void confirmed(UnpublishedMark mark, Runnable settled) {
        offer(new Confirmed(mark, true, settled));
    }

    /**
     * Of what only features of the service have not heard.
     *
     * @param settled as above
     */
    void published(UnpublishedMark mark, Runnable settled) {
        if (mark instanceof CommitMark) {
            offer(new Confirmed(mark, false, settled));
        } else {
            // Read marks come again as a whole.
            settled.run();
        }
    }

    private void offer(Confirmed done) {
        if (!confirmed.offer(done)) {
            done.settled().run();
            log.warn("Too many confirmed events wait to be marked; some will be published twice");
        }
    }

    /** What is confirmed when the node stops is marked too. */
    @PreDestroy
    @Scheduled(fixedDelay = 100)
    void write() {
        List<Confirmed> batch = new ArrayList<>();
        while (confirmed.drainTo(batch, MOST_AT_ONCE) > 0) {
            try {
                transactions.executeWithoutResult(status -> write(batch));
            } catch (DataAccessException | TransactionException e) {
                log.atLevel(DatabaseOutages.level(e))
                        .log("{} published events could not be marked and will be published again", batch.size());
            } finally {
                batch.forEach(done -> done.settled().run());
                batch.clear();
            }
        }
    }

    private void write(List<Confirmed> batch) {
        List<String> heard = commits(batch, true);
        if (!heard.isEmpty()) {
            outbox.remove(heard);
        }
        List<String> unheard = commits(batch, false);
        if (!unheard.isEmpty()) {
            outbox.published(unheard);
        }
        List<UnpublishedMark> marks = batch.stream().map(Confirmed::mark).toList();
        unlogged.forEach(store -> store.published(marks));
    }

    private static List<String> commits(List<Confirmed> batch, boolean areHeard) {
        return batch.stream()
                .filter(done -> done.isHeard() == areHeard && done.mark() instanceof CommitMark)
                .map(done -> ((CommitMark) done.mark()).commitId())
                .toList();
    }
}
