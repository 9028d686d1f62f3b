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
 * Works off rows of the database that become due: at every sweep, and at once when it is woken. Every node has its own, and
 * each claims rows for itself; what it cannot finish becomes due again.
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

    /** There may be something new; without this it would wait for the next sweep. */
    public void wake() {
        if (woken.compareAndSet(false, true)) {
            try {
                worker.execute(this::workOffAll);
            } catch (RejectedExecutionException atShutdown) {
                log.debug("What is due is left to another node, or to the next start");
            }
        }
    }

    /** Does something on the thread that works off; not any more once this worker stops. */
    protected void afterwards(Runnable task) {
        try {
            worker.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    log.warn("What is due has to wait: {}", e.getMessage());
                }
            });
        } catch (RejectedExecutionException atShutdown) {
            log.debug("What has been done is done again by another node, or at the next start");
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
            log.atLevel(DatabaseOutages.level(e)).log("What is due has to wait: {}", e.getMessage());
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
