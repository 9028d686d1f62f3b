package com.sealkloud.chat.http;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.net.ConnectionOf;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.TaskThreadFactory;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP threads and what each of them is doing, so that a thread blocked by a slow reader can be
 * interrupted.
 */
final class HttpWorkers extends ThreadPoolExecutor {

    private static final String SOCKET = "org.apache.tomcat.util.net.NioEndpoint$NioSocketWrapper";

    private static final int NEAR_THE_TOP = 8;

    /** A thread that has been working for one connection since a point in time. */
    static final class Job {

        private final Thread thread;
        private final SocketWrapperBase<?> connection;
        private final long since = System.nanoTime();
        private boolean over;
        private int calls;
        private volatile long granted;

        private Job(Thread thread, SocketWrapperBase<?> connection) {
            this.thread = thread;
            this.connection = connection;
        }

        long since() {
            return since;
        }

        /** @return how many nanoseconds more the client has earned */
        long granted() {
            return granted;
        }

        /** @return whether it is blocked by its client, in reading or writing */
        boolean waitsForClient() {
            return Arrays.stream(thread.getStackTrace())
                    .limit(NEAR_THE_TOP)
                    .anyMatch(call -> call.getClassName().equals(SOCKET));
        }

        /**
         * Closes the connection that blocks the thread, unless the thread has moved on to another
         * one.
         */
        synchronized void callOff() {
            if (!over) {
                RawConnection.close(connection);
                thread.interrupt();
            }
        }

        private synchronized void end() {
            over = true;
            // An interrupt for this work must not hit the next.
            Thread.interrupted();
        }
    }

    private final Map<Thread, Job> jobs = new ConcurrentHashMap<>();

    private HttpWorkers(int minimum, int maximum, TaskQueue queue) {
        super(
                minimum,
                maximum,
                60,
                TimeUnit.SECONDS,
                queue,
                new TaskThreadFactory("http-worker-", true, Thread.NORM_PRIORITY));
    }

    static HttpWorkers start(int minimum, int maximum, int longestQueue) {
        TaskQueue queue = new TaskQueue(longestQueue);
        HttpWorkers workers = new HttpWorkers(minimum, maximum, queue);
        queue.setParent(workers);
        return workers;
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
        SocketWrapperBase<?> connection = ConnectionOf.task(task);
        if (connection != null) {
            jobs.put(thread, new Job(thread, connection));
        }
    }

    @Override
    protected void afterExecute(Runnable task, @Nullable Throwable failure) {
        super.afterExecute(task, failure);
        Job job = jobs.remove(Thread.currentThread());
        if (job != null) {
            job.end();
        }
    }

    /**
     * @return how many calls this thread has begun since it turned to its connection, this one
     *     included
     */
    int countCall() {
        Job job = jobs.get(Thread.currentThread());
        return job == null ? 1 : ++job.calls;
    }

    /** Only the thread itself writes it. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void grant(long nanos) {
        Job job = jobs.get(Thread.currentThread());
        if (job != null) {
            job.granted += nanos;
        }
    }

    List<Job> jobs() {
        return List.copyOf(jobs.values());
    }

    boolean isScarce() {
        return getActiveCount() >= getMaximumPoolSize() * 3 / 4;
    }
}
