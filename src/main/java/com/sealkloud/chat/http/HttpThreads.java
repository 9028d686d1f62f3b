package com.sealkloud.chat.http;

import com.sealkloud.chat.lifecycle.Timers;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.coyote.Request;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The HTTP threads, separate from those of WebSockets. A slow client, which sends a streamed body
 * or reads its answer, occupies one of them. It is disconnected after {@code
 * chat.http.answer-time}, or after a second while few threads are free; later by a second for each
 * {@code chat.http.stream-rate} that it has sent or read. While few are free, only some clients may
 * be slow at once, and a network with many of them is limited to a share of the threads. This class
 * is not an executor itself, because Spring Boot would then create none of its own.
 */
@Component
public class HttpThreads {

    private static final Duration PATIENCE_WHEN_SCARCE = Duration.ofSeconds(1);

    /** How long a network is limited whose clients have kept more than its share waiting. */
    private static final Duration LIMITED = Duration.ofMinutes(1);

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final HttpWorkers workers;
    private final HttpProperties properties;
    private final MeterRegistry meters;

    HttpThreads(TomcatServerProperties tomcat, HttpProperties properties, MeterRegistry meters) {
        TomcatServerProperties.Threads threads = tomcat.getThreads();
        this.workers = HttpWorkers.start(
                threads.getMinSpare(), threads.getMax(), threads.getMaxQueueCapacity(), properties.unfinished());
        this.properties = properties;
        this.meters = meters;
        meters.gauge("chat.http.threads", workers, HttpWorkers::getActiveCount);
    }

    /** Serves a request on one of these threads. */
    public void execute(Runnable task) {
        workers.execute(task);
    }

    /**
     * @param clientAddress as a proxy says, if there is one
     * @return whether the thread may go on to the next call of this connection, should it be there
     *     already
     */
    boolean mayGoOn(Request call, String clientAddress) {
        HttpJob job = workers.current();
        if (job == null
                || job.begin(call, Network.of(clientAddress).name(), properties.answerTime())
                        < properties.callsInARow()) {
            return true;
        }
        meters.counter("chat.http.cut", "cause", "pipelined").increment();
        return false;
    }

    /**
     * @return whether the network of the call that the calling thread has begun has as many threads
     *     as it may have
     */
    boolean isCrowded() {
        HttpJob job = workers.current();
        return job != null && workers.hasItsShare(job);
    }

    /** The calling thread answers this user. */
    public void serve(String userId) {
        HttpJob job = workers.current();
        if (job != null) {
            job.isFor(userId);
        }
    }

    /**
     * The calling thread waits for its client no more. What was meant to wake it must not hit what
     * it does next: a database fails at it.
     */
    void forgetInterrupt() {
        HttpJob job = workers.current();
        if (job != null) {
            job.forgetInterrupt();
        }
    }

    /** The calling thread reads a body as it arrives. */
    void stream() {
        HttpJob job = workers.current();
        if (job != null) {
            job.stream(properties.answerTime());
        }
    }

    /** The calling thread reads what nobody wants. */
    void discard() {
        HttpJob job = workers.current();
        if (job != null) {
            job.discards();
        }
    }

    /**
     * @return ends the connection that the calling thread serves now, if its client keeps it
     *     waiting by then
     */
    public BooleanSupplier ending() {
        HttpJob job = workers.current();
        return job == null ? () -> false : () -> endIfItWaits(job);
    }

    private boolean endIfItWaits(HttpJob job) {
        boolean waits = job.waitsForClient();
        if (waits) {
            meters.counter("chat.http.cut", "cause", "answer").increment();
            job.callOff();
        }
        return waits;
    }

    @Scheduled(fixedDelay = 500, scheduler = Timers.TIMERS)
    void callOffSlowClients() {
        boolean scarce = workers.isScarce();
        long now = System.nanoTime();
        List<HttpJob> jobs = workers.jobs();
        jobs.forEach(job -> job.notice(
                now, (double) NANOS_PER_SECOND / properties.streamRate().toBytes()));
        if (scarce) {
            SlowClients.networks(jobs, workers.share())
                    .forEach(network -> workers.limit(network, now + LIMITED.toNanos()));
        }
        workers.endLimits(now);
        List<String> crowded = workers.crowded();
        List<HttpJob> going = new ArrayList<>();
        for (HttpJob job : jobs) {
            boolean isHurried = scarce || crowded.stream().anyMatch(job::belongsTo);
            if (!job.isOverdue(now, isHurried ? PATIENCE_WHEN_SCARCE : properties.answerTime()) || !endIfItWaits(job)) {
                going.add(job);
            }
        }
        long before = now - PATIENCE_WHEN_SCARCE.toNanos();
        for (String network : crowded) {
            List<HttpJob> theirs =
                    going.stream().filter(job -> job.belongsTo(network)).toList();
            SlowClients.tooMany(theirs, before, workers.share() / 2).forEach(this::endIfItWaits);
        }
        if (scarce) {
            SlowClients.tooMany(going, before, workers.mostSlow()).forEach(this::endIfItWaits);
        }
    }

    @PreDestroy
    void stop() {
        workers.shutdown();
    }
}
