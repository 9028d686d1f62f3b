package com.sealkloud.chat.sql;

import com.sealkloud.chat.lifecycle.DatabaseOutages;
import com.sealkloud.chat.lifecycle.NodeStopsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Group commit: writes that arrive during a commit share the next transaction, because statements
 * and commit cost more than all the rest. A single write is not delayed. One thread writes, so that
 * many come together. Waiting callers take over when it is blocked, for instance by a row lock.
 *
 * @param <T> what is written
 * @param <R> its result
 */
public final class GroupCommit<T, R> implements AutoCloseable {

    private static final int MOST_AT_ONCE = 100;
    private static final int MOST_HELPERS = 3;

    /** Longer than any wait for a writer that is not blocked. */
    private static final long HELD_UP_MILLIS = 50;

    private record Waiting<T, R>(T item, CompletableFuture<R> outcome) {}

    private final BlockingQueue<Waiting<T, R>> waiting = new LinkedBlockingQueue<>();
    private final Semaphore helpers = new Semaphore(MOST_HELPERS);
    private final TransactionTemplate transactions;
    private final Function<List<T>, List<R>> write;
    private final Function<T, ?> lockOf;
    private final Thread writer;
    private volatile boolean closed;

    /**
     * @param name of its thread
     * @param write called in a transaction; returns a result for each, in the same order
     * @param lockOf what each of them locks; those that lock the same do not wait for it in turn
     */
    public GroupCommit(
            String name, TransactionTemplate transactions, Function<List<T>, List<R>> write, Function<T, ?> lockOf) {
        this.transactions = transactions;
        this.write = write;
        this.lockOf = lockOf;
        this.writer = new Thread(this::work, name);
        writer.setDaemon(true);
        writer.start();
    }

    /**
     * Waits for the commit.
     *
     * @throws NodeStopsException if it is closed
     * @throws RuntimeException what {@code write} or the transaction threw: then it is not known to
     *     be committed
     */
    public R commit(T item) {
        Waiting<T, R> mine = new Waiting<>(item, new CompletableFuture<>());
        waiting.add(mine);
        if (closed) {
            // Checked last: close() notifies what was added before.
            tellThatItStops();
        }
        try {
            while (true) {
                try {
                    return mine.outcome().get(HELD_UP_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException heldUp) {
                    help();
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return outcome(mine);
        } catch (ExecutionException e) {
            return outcome(mine);
        }
    }

    private R outcome(Waiting<T, R> one) {
        try {
            return one.outcome().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                commit(batchFrom(waiting.take()));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void help() {
        if (helpers.tryAcquire()) {
            try {
                Waiting<T, R> longest = waiting.poll();
                if (longest != null) {
                    commit(batchFrom(longest));
                }
            } finally {
                helpers.release();
            }
        }
    }

    private List<Waiting<T, R>> batchFrom(Waiting<T, R> first) {
        List<Waiting<T, R>> batch = new ArrayList<>(List.of(first));
        waiting.drainTo(batch, MOST_AT_ONCE - 1);
        return batch;
    }

    private void commit(List<Waiting<T, R>> batch) {
        try {
            writeAll(batch);
        } catch (DataAccessException e) {
            if (DatabaseOutages.isOutage(e) || (batch.size() == 1 && LockTimeouts.isOne(e))) {
                fail(batch, e);
            } else {
                // One of them is being written elsewhere, is locked, or lacks its key: it must not
                // fail the others, and is retried itself.
                commitSingly(batch);
            }
        } catch (RuntimeException | Error e) {
            fail(batch, e);
        }
    }

    private void fail(List<Waiting<T, R>> batch, Throwable failure) {
        batch.forEach(each -> each.outcome().completeExceptionally(failure));
    }

    private void commitSingly(List<Waiting<T, R>> batch) {
        Map<Object, RuntimeException> locked = new HashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            Waiting<T, R> one = batch.get(i);
            Object lock = lockOf.apply(one.item());
            RuntimeException stillLocked = locked.get(lock);
            if (stillLocked != null) {
                one.outcome().completeExceptionally(stillLocked);
                continue;
            }
            try {
                writeAll(List.of(one));
            } catch (RuntimeException e) {
                one.outcome().completeExceptionally(e);
                if (LockTimeouts.isOne(e)) {
                    locked.put(lock, e);
                } else if (DatabaseOutages.isOutage(e)) {
                    fail(batch.subList(i + 1, batch.size()), e);
                    return;
                }
            } catch (Error e) {
                one.outcome().completeExceptionally(e);
            }
        }
    }

    private void writeAll(List<Waiting<T, R>> batch) {
        List<R> outcomes = transactions.execute(
                status -> write.apply(batch.stream().map(Waiting::item).toList()));
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).outcome().complete(outcomes.get(i));
        }
    }

    /** Notifies callers that may still wait then, so that none waits for ever. */
    @Override
    public void close() {
        closed = true;
        writer.interrupt();
        tellThatItStops();
    }

    private void tellThatItStops() {
        for (Waiting<T, R> next = waiting.poll(); next != null; next = waiting.poll()) {
            next.outcome().completeExceptionally(new NodeStopsException());
        }
    }
}
