package com.sealkloud.chat.http;

import com.sealkloud.chat.http.HttpWorkers.Job;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Comparator;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The HTTP threads, separate from those of WebSockets. A client that does not read its answer
 * occupies one of them. It is disconnected after {@code chat.http.answer-time}, or after a second
 * while few threads are free; so is one that sends a streamed body, later by a second for each
 * {@code chat.http.stream-rate} that has arrived. This class is not an executor itself, because
 * Spring Boot would then create none of its own.
 */
@Component
public class HttpThreads {

    private static final Duration PATIENCE_WHEN_SCARCE = Duration.ofSeconds(1);

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final HttpWorkers workers;
    private final HttpProperties properties;
    private final MeterRegistry meters;

    HttpThreads(TomcatServerProperties tomcat, HttpProperties properties, MeterRegistry meters) {
        TomcatServerProperties.Threads threads = tomcat.getThreads();
        this.workers = HttpWorkers.start(threads.getMinSpare(), threads.getMax(), threads.getMaxQueueCapacity());
        this.properties = properties;
        this.meters = meters;
        meters.gauge("chat.http.threads", workers, HttpWorkers::getActiveCount);
    }

    /** Serves a request on one of these threads. */
    public void execute(Runnable task) {
        workers.execute(task);
    }

    /**
     * @return whether the thread may go on to the next call of this connection, should it be there
     *     already
     */
    boolean mayGoOn() {
        if (workers.countCall() < properties.callsInARow()) {
            return true;
        }
        meters.counter("chat.http.cut", "cause", "pipelined").increment();
        return false;
    }

    /** A body that is being read has brought so much: its sender may take the longer. */
    void received(int octets) {
        workers.grant(octets * NANOS_PER_SECOND / properties.streamRate().toBytes());
    }

    @Scheduled(fixedDelay = 500)
    void callOffSlowReaders() {
        Duration patience = workers.isScarce() ? PATIENCE_WHEN_SCARCE : properties.answerTime();
        long before = System.nanoTime() - patience.toNanos();
        workers.jobs().stream()
                .filter(job -> job.since() + job.granted() - before < 0)
                .sorted(Comparator.comparingLong(Job::since))
                .filter(Job::waitsForClient)
                .forEach(job -> {
                    meters.counter("chat.http.cut", "cause", "answer").increment();
                    job.callOff();
                });
    }

    @PreDestroy
    void stop() {
        workers.shutdown();
    }
}
