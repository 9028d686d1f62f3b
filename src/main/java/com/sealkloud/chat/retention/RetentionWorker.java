package com.sealkloud.chat.retention;

import com.sealkloud.chat.cluster.TaskLeases;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.due.DueWorker;
import com.sealkloud.chat.fanout.Broadcast;
import com.sealkloud.chat.log.ErasureEnded;
import com.sealkloud.chat.log.LogTrimmed;
import com.sealkloud.chat.retention.AgedLogs.Aged;
import com.sealkloud.chat.retention.ExpiredEvents.Cut;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes what is older than the rules allow, on one node at a time. After a crash another node
 * goes on: cutting twice does no harm.
 */
@Component
class RetentionWorker extends DueWorker {

    private static final Logger log = LoggerFactory.getLogger(RetentionWorker.class);

    private static final String TASK = "retention";
    private static final int PAGE = 200;

    /** After which another node may go on. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static final Duration TURN = Duration.ofMinutes(1);

    private final AgedLogs logs;
    private final ExpiredEvents expired;
    private final RetentionProperties properties;
    private final TaskLeases leases;
    private final Broadcast broadcast;
    private final ApplicationEventPublisher listeners;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Counter removed;
    private final AtomicLong failing = new AtomicLong();

    /** In this round, which may take several turns. */
    private long gone;

    RetentionWorker(
            AgedLogs logs,
            ExpiredEvents expired,
            RetentionProperties properties,
            TaskLeases leases,
            Broadcast broadcast,
            ApplicationEventPublisher listeners,
            TransactionTemplate transactions,
            Clock clock,
            MeterRegistry meters) {
        super("chat-retention", properties.sweepInterval());
        this.logs = logs;
        this.expired = expired;
        this.properties = properties;
        this.leases = leases;
        this.broadcast = broadcast;
        this.listeners = listeners;
        this.transactions = transactions;
        this.clock = clock;
        this.removed = meters.counter("chat.retention.events");
        meters.gauge("chat.retention.failing", failing);
    }

    /** Not only after the first interval: a node may be started more often than that. */
    @Override
    public void start() {
        super.start();
        wake();
    }

    @Override
    protected boolean workOffSome() {
        Map<ConversationKind, Instant> before = properties.before(clock.instant());
        boolean[] isCutShort = new boolean[1];
        if (!before.isEmpty()) {
            leases.alone(TASK, LEASE, () -> isCutShort[0] = !sweep(before, System.nanoTime() + TURN.toNanos()));
        }
        return isCutShort[0];
    }

    /** @return whether all logs were looked at in time */
    private boolean sweep(Map<ConversationKind, Instant> before, long until) {
        String after = "";
        long failed = 0;
        List<Aged> page;
        do {
            page = logs.next(before, after, PAGE);
            for (Aged aged : page) {
                if (!isRunning() || System.nanoTime() > until) {
                    return false;
                }
                failed += trim(aged, before, until) ? 0 : 1;
                after = aged.conversationId();
            }
        } while (page.size() == PAGE);
        failing.set(failed);
        if (gone > 0) {
            log.info("{} events were too old and are gone", gone);
            gone = 0;
            transactions.executeWithoutResult(status -> listeners.publishEvent(new ErasureEnded()));
        }
        return true;
    }

    /** A failure must not keep the others from being trimmed. */
    private boolean trim(Aged aged, Map<ConversationKind, Instant> before, long until) {
        int events = 0;
        Cut cut = null;
        boolean isWell = true;
        try {
            do {
                cut = expired.cutSome(aged.conversationId(), before);
                events += cut.events();
            } while (cut.events() > 0 && isRunning() && System.nanoTime() < until);
        } catch (RuntimeException e) {
            log.warn("What is too old in {} stays for now: {}", aged.conversationId(), e.getMessage());
            isWell = false;
        }
        if (events > 0) {
            gone += events;
            removed.increment(events);
            log.debug("{} events of {} were too old", events, aged.conversationId());
            isWell &= tell(aged, Objects.requireNonNull(cut));
        }
        return isWell;
    }

    private boolean tell(Aged aged, Cut cut) {
        LogTrimmedEvent told = new LogTrimmedEvent(
                aged.conversationId(), cut.firstSeq(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        cut.destinations().forEach(destination -> broadcast.signal(destination, told));
        try {
            listeners.publishEvent(new LogTrimmed(aged.conversationId(), cut.firstSeq()));
            return true;
        } catch (RuntimeException e) {
            log.warn("Not all is removed with {}: {}", aged.conversationId(), e.getMessage());
            return false;
        }
    }
}
