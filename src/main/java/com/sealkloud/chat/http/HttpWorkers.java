package com.sealkloud.chat.http;

import com.sealkloud.chat.http.CallTurns.Call;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.tomcat.util.net.ConnectionOf;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.TaskThreadFactory;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP threads and what each of them is doing, so that a thread blocked by a slow client can be
 * interrupted. Calls get threads in {@link CallTurns}.
 */
final class HttpWorkers extends ThreadPoolExecutor {

    private final Map<Thread, HttpJob> jobs = new ConcurrentHashMap<>();
    private final CallTurns turns;

    private HttpWorkers(int minimum, int maximum, TaskQueue queue, int mostWaiting) {
        super(
                minimum,
                maximum,
                60,
                TimeUnit.SECONDS,
                queue,
                new TaskThreadFactory("http-worker-", true, Thread.NORM_PRIORITY));
        this.turns = new CallTurns(share(), mostWaiting);
    }

    /** @param mostWaiting how many calls of a limited network may wait */
    static HttpWorkers start(int minimum, int maximum, int longestQueue, int mostWaiting) {
        TaskQueue queue = new TaskQueue(longestQueue);
        HttpWorkers workers = new HttpWorkers(minimum, maximum, queue, mostWaiting);
        queue.setParent(workers);
        return workers;
    }

    @Override
    public void execute(Runnable task) {
        SocketWrapperBase<?> connection = ConnectionOf.task(task);
        Call call = new Call(networkOf(connection), task, connection, ConnectionOf.isIdle(connection));
        Call oldest = turns.add(call);
        if (oldest != null) {
            close(List.of(oldest));
        }
        try {
            super.execute(this::serve);
        } catch (RejectedExecutionException e) {
            turns.withdraw(call);
            throw e;
        }
    }

    static String networkOf(@Nullable SocketWrapperBase<?> connection) {
        String address = connection == null ? null : connection.getRemoteAddr();
        return address == null ? "" : Network.of(address).name();
    }

    private void serve() {
        Call call = turns.next();
        while (call != null) {
            serve(call);
            call = turns.after(call);
        }
    }

    private void serve(Call call) {
        Thread thread = Thread.currentThread();
        SocketWrapperBase<?> connection = call.connection();
        HttpJob job = connection == null ? null : new HttpJob(thread, connection, call.network());
        if (job != null) {
            jobs.put(thread, job);
        }
        try {
            call.task().run();
        } catch (RuntimeException | Error e) {
            // As if the thread had ended; but the next call may wait for this very one.
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        } finally {
            if (job != null) {
                jobs.remove(thread);
                job.end();
            }
        }
    }

    private static void close(List<Call> calls) {
        calls.stream().map(Call::connection).filter(Objects::nonNull).forEach(SocketWrapperBase::close);
    }

    /** For so long, and as long as its calls wait. */
    void limit(String network, long until) {
        close(turns.limit(network, until));
    }

    void endLimits(long now) {
        turns.endLimits(now);
    }

    /**
     * @return the limited networks whose calls wait, or, behind a proxy, are refused because others
     *     have the share
     */
    List<String> crowded() {
        Map<String, Long> forwarded = jobs.values().stream()
                .filter(HttpJob::isForwarded)
                .collect(Collectors.groupingBy(HttpJob::network, Collectors.counting()));
        Stream<String> full = forwarded.entrySet().stream()
                .filter(network -> network.getValue() >= share() && turns.isLimited(network.getKey()))
                .map(Map.Entry::getKey);
        return Stream.concat(turns.crowded().stream(), full).distinct().toList();
    }

    /**
     * @return whether a limited network has its share of the threads already, this one not counted:
     *     where a proxy forwards its calls, they wait in the proxy's line
     */
    boolean hasItsShare(HttpJob job) {
        return turns.isLimited(job.network())
                && jobs.values().stream()
                                .filter(other -> other != job && other.network().equals(job.network()))
                                .count()
                        >= share();
    }

    /** @return what the calling thread is at; null if it is none of these */
    @Nullable
    HttpJob current() {
        return jobs.get(Thread.currentThread());
    }

    List<HttpJob> jobs() {
        return List.copyOf(jobs.values());
    }

    /** @return how many threads a limited network may have */
    int share() {
        return Math.max(2, getMaximumPoolSize() / 4);
    }

    /** @return how many clients may be slow while threads are scarce */
    int mostSlow() {
        return Math.max(1, getMaximumPoolSize() / 2);
    }

    boolean isScarce() {
        return getActiveCount() >= getMaximumPoolSize() * 3 / 4;
    }
}
