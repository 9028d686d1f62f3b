package com.sealkloud.chat.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The one thread of the generator. It reads what has come on all connections and, in between, lets
 * a {@link Pacer} send what is due. Nothing that it owns needs a lock; whoever else wants something
 * of it uses {@link #call}.
 */
public final class EventLoop implements AutoCloseable {

    /** What sends messages when they are due. */
    public interface Pacer {

        /**
         * Sends what is due.
         *
         * @return when it wants to be called next, in the time of {@link System#nanoTime()}
         */
        long send(long now);
    }

    private static final int BUFFER = 256 * 1024;
    private static final long LONGEST_WAIT_MILLIS = 50;

    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private final Thread thread = new Thread(this::run, "bench-loop");
    private Pacer pacer;
    private long restNanos;
    private volatile boolean closed;

    public EventLoop() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.setDaemon(true);
        thread.start();
    }

    Selector selector() {
        return selector;
    }

    /** The buffer into which every connection reads; its content is gone with the next read. */
    ByteBuffer buffer() {
        return buffer;
    }

    /** @param pacer null for none; to be called on the loop's own thread */
    public void pace(Pacer pacer) {
        this.pacer = pacer;
    }

    /**
     * Lets what comes gather for so long before it is read. A system that writes every frame by
     * itself wakes the loop for each of them otherwise, and the loop spends most of its time on
     * being woken. To be called on the loop's own thread.
     */
    public void rest(Duration duration) {
        restNanos = duration.toNanos();
    }

    /** Does this on the loop's thread, and waits until it is done. */
    public <T> T call(Supplier<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        tasks.add(() -> {
            try {
                done.complete(work.get());
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        selector.wakeup();
        try {
            return done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    public void run(Runnable work) {
        call(() -> {
            work.run();
            return null;
        });
    }

    /** @return the processor time that the loop has used, in nanoseconds */
    public long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
    }

    private void run() {
        long next = Long.MAX_VALUE;
        while (!closed) {
            try {
                select(next);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (restNanos > 0 && !selector.selectedKeys().isEmpty()) {
                LockSupport.parkNanos(restNanos);
            }
            handleSelected();
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
            next = pacer == null ? Long.MAX_VALUE : pacer.send(System.nanoTime());
        }
    }

    /**
     * Rounds the wait up to a millisecond: by so much a message may leave late, and that counts as
     * its latency.
     */
    private void select(long next) throws IOException {
        long wait = next == Long.MAX_VALUE ? LONGEST_WAIT_MILLIS * 1_000_000 : next - System.nanoTime();
        if (wait <= 0) {
            selector.selectNow();
        } else {
            selector.select(Math.min(LONGEST_WAIT_MILLIS, (wait + 999_999) / 1_000_000));
        }
    }

    private void handleSelected() {
        for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
            SelectionKey key = keys.next();
            keys.remove();
            ((Connection) key.attachment()).handle(key);
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
