package com.sealkloud.chat.due;

import com.sealkloud.chat.lifecycle.DatabaseOutages;
import com.sealkloud.chat.lifecycle.StopPhases;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Processes database rows that become due: at every sweep, and immediately when it is woken. Every
 * node has its own, which claims rows for itself. A row that it cannot finish becomes due again.
 */
public abstract class DueWorker implements SmartLifecycle {

    private final Logger log = LoggerFactory.getLogger(getClass());

    private final String name;
    private final Duration sweepInterval;
    private final AtomicBoolean woken = new AtomicBoolean();
    private ScheduledExecutorService worker;
    private volatile boolean running;

    protected DueWorker(String name, Duration sweepInterval) {
        this.name = name;
        this.sweepInterval = sweepInterval;
        this.worker = newWorker(name);
    }

    /** @return whether more may be due */
    protected abstract boolean workOffSome();

    private static ScheduledExecutorService newWorker(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, name));
    }

    /** There may be new rows; without this call they would wait for the next sweep. */
    public void wake() {
        if (woken.compareAndSet(false, true)) {
            try {
                worker.execute(this::workOffAll);
            } catch (RejectedExecutionException atShutdown) {
                log.debug("Due work is left to another node, or to the next start");
            }
        }
    }

    /** Runs something on the worker's thread, unless the worker stops. */
    protected void afterwards(Runnable task) {
        try {
            worker.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    log.warn("Due work must wait: {}", e.getMessage());
                }
            });
        } catch (RejectedExecutionException atShutdown) {
            log.debug("Finished work is repeated by another node, or at the next start");
        }
    }

    private void workOffAll() {
        woken.set(false);
        try {
            boolean more;
            do {
                more = workOffSome();
            } while (running && more);
        } catch (RuntimeException e) {
            log.atLevel(DatabaseOutages.level(e)).log("Due work must wait: {}", e.getMessage());
        } catch (OutOfMemoryError | StackOverflowError e) {
            // Thrown on, it would end all later sweeps.
            log.error("Due work must wait", e);
        }
    }

    @Override
    public void start() {
        running = true;
        worker = newWorker(name);
        worker.scheduleWithFixedDelay(
                this::workOffAll, sweepInterval.toMillis(), sweepInterval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        worker.shutdown();
        StopPhases.join(worker);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return StopPhases.OUTBOX;
    }
}
