package com.sealkloud.chat.socket;

import com.sealkloud.chat.http.HttpThreads;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.net.ConnectionOf;
import org.apache.tomcat.util.net.SocketProcessorBase;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.TaskThreadFactory;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;

/**
 * The threads of WebSockets. HTTP has its own, {@link HttpThreads}, so that slow calls do not delay
 * the chat. The sender of a frame runs its continuation itself. Tomcat passes it to a worker, so
 * that a handler that sends the next frame does not nest. {@link BufferedSocket} sends in a loop
 * instead, because waking a worker for each frame cost as much as writing it.
 */
final class SocketWorkers extends ThreadPoolExecutor {

    private static final ThreadLocal<Sender> SENDERS = ThreadLocal.withInitial(Sender::new);

    private static final class Sender {
        private final Queue<Runnable> following = new ArrayDeque<>();
        private boolean isSending;
    }

    private final HttpThreads http;

    private SocketWorkers(TomcatServerProperties.Threads threads, TaskQueue queue, HttpThreads http) {
        super(
                threads.getMinSpare(),
                threads.getMax(),
                60,
                TimeUnit.SECONDS,
                queue,
                new TaskThreadFactory("socket-worker-", true, Thread.NORM_PRIORITY));
        this.http = http;
    }

    static SocketWorkers start(TomcatServerProperties.Threads threads, HttpThreads http) {
        TaskQueue queue = new TaskQueue(threads.getMaxQueueCapacity());
        SocketWorkers workers = new SocketWorkers(threads, queue, http);
        queue.setParent(workers);
        return workers;
    }

    /**
     * Sends and runs the continuation; returns when that is done, or when the socket accepts no
     * more for now.
     */
    static void send(Runnable sending) {
        Sender sender = SENDERS.get();
        sender.isSending = true;
        try {
            sending.run();
        } finally {
            for (Runnable next = sender.following.poll(); next != null; next = sender.following.poll()) {
                next.run();
            }
            sender.isSending = false;
        }
    }

    @Override
    public void execute(Runnable task) {
        Sender sender = SENDERS.get();
        if (sender.isSending && !(task instanceof SocketProcessorBase<?>)) {
            sender.following.add(task);
        } else if (isHttp(task)) {
            http.execute(task);
        } else {
            super.execute(task);
        }
    }

    /** Tomcat's read timeout ends when a connection becomes a WebSocket; HTTP always has one. */
    private static boolean isHttp(Runnable task) {
        SocketWrapperBase<?> connection = ConnectionOf.task(task);
        return connection != null && connection.getReadTimeout() > 0;
    }
}
