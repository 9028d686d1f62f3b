package com.sealkloud.chat.http;

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
 * The HTTP threads and what each of them is doing, so that a thread blocked by a slow client can be
 * interrupted.
 */
final class HttpWorkers extends ThreadPoolExecutor {

    private final Map<Thread, HttpJob> jobs = new ConcurrentHashMap<>();

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
            jobs.put(thread, new HttpJob(thread, connection));
        }
    }

    @Override
    protected void afterExecute(Runnable task, @Nullable Throwable failure) {
        super.afterExecute(task, failure);
        HttpJob job = jobs.remove(Thread.currentThread());
        if (job != null) {
            job.end();
        }
    }

    /** @return what the calling thread is at; null if it is none of these */
    @Nullable
    HttpJob current() {
        return jobs.get(Thread.currentThread());
    }

    List<HttpJob> jobs() {
        return List.copyOf(jobs.values());
    }

    /** @return how many clients may be slow while threads are scarce */
    int mostSlow() {
        return Math.max(1, getMaximumPoolSize() / 2);
    }

    boolean isScarce() {
        return getActiveCount() >= getMaximumPoolSize() * 3 / 4;
    }
}
