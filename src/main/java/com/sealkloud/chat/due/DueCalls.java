package com.sealkloud.chat.due;

import com.sealkloud.chat.outgoing.Answer;
import com.sealkloud.chat.outgoing.CallsUnderWay;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls to other servers that are due: several at once, a bounded number of each
 * receiver's and altogether, and settles each when its answer is there.
 *
 * @param <C> a call
 */
public abstract class DueCalls<C> extends DueWorker {

    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(5);

    private final String metric;
    private final Bounds bounds;
    private final CallsUnderWay underWay;
    private final MeterRegistry meters;

    /**
     * @param name of the thread
     * @param metric counts what has become of calls, by {@code outcome}
     */
    protected DueCalls(String name, Duration sweepInterval, String metric, Bounds bounds, MeterRegistry meters) {
        super(name, sweepInterval);
        this.metric = metric;
        this.bounds = bounds;
        this.underWay = new CallsUnderWay(bounds.most(), bounds.mostPerReceiver());
        this.meters = meters;
    }

    /**
     * How many calls are made at once.
     *
     * @param claimed how many are taken from the database together
     */
    public record Bounds(int claimed, int most, int mostPerReceiver) {}

    /**
     * Takes what is due, until no answer can come any more.
     *
     * @param busy receivers that are not to be called now
     */
    protected abstract List<C> claim(int limit, Set<String> busy);

    protected abstract String receiver(C call);

    protected abstract CompletableFuture<Answer> send(C call);

    /** @param answer null if there is none; then there is a failure */
    protected abstract void settle(C call, @Nullable Answer answer, @Nullable Throwable failure);

    @Override
    protected boolean workOffSome() {
        int room = underWay.room(bounds.claimed());
        if (room == 0) {
            return false;
        }
        List<C> due = claim(room, underWay.busy());
        due.forEach(this::make);
        return due.size() == room;
    }

    private void make(C call) {
        String receiver = receiver(call);
        underWay.begin(receiver);
        sent(call)
                .whenComplete((answer, failure) -> afterwards(() -> {
                    try {
                        settle(call, answer, failure);
                    } finally {
                        if (underWay.end(receiver)) {
                            wake();
                        }
                    }
                }));
    }

    /** One that cannot even be sent has failed, too: it must give its place back. */
    private CompletableFuture<Answer> sent(C call) {
        try {
            return send(call);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    protected void count(String outcome) {
        meters.counter(metric, "outcome", outcome).increment();
    }

    @Override
    public void stop() {
        underWay.close(PATIENCE_AT_STOP);
        super.stop();
    }
}
