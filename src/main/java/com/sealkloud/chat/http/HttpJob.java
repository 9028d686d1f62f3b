package com.sealkloud.chat.http;

import java.time.Duration;
import java.util.Arrays;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** A thread that has been working for one connection since a point in time. */
final class HttpJob {

    /** A client that has been fast for a while may stop for so long, beyond the usual patience. */
    private static final Duration AHEAD = Duration.ofSeconds(10);

    private static final Duration DISCARDING = Duration.ofSeconds(2);

    private static final String SOCKET = "org.apache.tomcat.util.net.NioEndpoint$NioSocketWrapper";

    private static final int NEAR_THE_TOP = 8;

    private final Thread thread;
    private final SocketWrapperBase<?> connection;
    private final String line;
    private volatile String network;
    private final long since = System.nanoTime();
    private volatile String caller;
    private volatile @Nullable Request request;
    private volatile long discardsSince;
    private long earnedUntil = since;
    private boolean isNoticed;
    private long received;
    private long sent;
    private boolean over;
    private int calls;

    /** @param network whence the connection comes, as {@link Network#name()} */
    HttpJob(Thread thread, SocketWrapperBase<?> connection, String network) {
        this.thread = thread;
        this.connection = connection;
        this.line = network;
        this.network = network;
        this.caller = network;
    }

    boolean isForwarded() {
        return !line.equals(network);
    }

    boolean belongsTo(String whoever) {
        return line.equals(whoever) || network.equals(whoever);
    }

    /** @return the client's, as {@link Network#name()}; before a call is read, its proxy's */
    String network() {
        return network;
    }

    long since() {
        return since;
    }

    /** @return the user, or the network of somebody unknown */
    String caller() {
        return caller;
    }

    void isFor(String userId) {
        caller = userId;
    }

    /** From now on the client's bytes are thrown away, and earn nothing. */
    void discards() {
        discardsSince = System.nanoTime();
    }

    /**
     * Only the thread itself counts. Tomcat would wait for a slow reader for five seconds only, the
     * time in which it expects the next part of a request.
     *
     * @param from the client's network
     * @return how many calls it has begun, this one included
     */
    int begin(Request call, String from, Duration patience) {
        request = call;
        network = from;
        caller = from;
        connection.setWriteTimeout(patience.toMillis());
        return ++calls;
    }

    /** The same for a slow sender. */
    void stream(Duration patience) {
        connection.setReadTimeout(patience.toMillis());
    }

    /**
     * Notes the progress of the client since this was called last; by one thread alone. What was
     * there at the first look earns nothing: the operating system takes the beginning of an answer
     * whether its client reads or not.
     *
     * @param nanosPerByte the time that a byte earns
     */
    void notice(long now, double nanosPerByte) {
        Request call = request;
        if (call == null) {
            return;
        }
        long receivedNow = call.getBytesRead();
        long sentNow = call.getResponse().getBytesWritten(false);
        // The next call of a connection counts from zero again.
        long octets = isNoticed ? Math.max(0, receivedNow - received) + Math.max(0, sentNow - sent) : 0;
        isNoticed = true;
        received = receivedNow;
        sent = sentNow;
        long earned = earnedUntil + (long) (octets * nanosPerByte);
        earnedUntil = earned - now > AHEAD.toNanos() ? now + AHEAD.toNanos() : earned;
    }

    /** @return whether the client has earned no more time, and the patience with it has ended */
    boolean isOverdue(long now, Duration patience) {
        return discardsSince != 0
                ? discardsSince + Math.min(DISCARDING.toNanos(), patience.toNanos()) - now < 0
                : earnedUntil + patience.toNanos() - now < 0;
    }

    /** @return whether it is blocked by its client, in reading or writing */
    boolean waitsForClient() {
        return Arrays.stream(thread.getStackTrace())
                .limit(NEAR_THE_TOP)
                .anyMatch(call -> call.getClassName().equals(SOCKET));
    }

    /**
     * Closes the connection that blocks the thread, unless the thread has moved on to another one.
     */
    synchronized void callOff() {
        if (!over) {
            RawConnection.close(connection);
            thread.interrupt();
        }
    }

    synchronized void end() {
        over = true;
        // An interrupt for this work must not hit the next.
        forgetInterrupt();
    }

    /** By the thread itself; after an interrupt that is under way. */
    synchronized void forgetInterrupt() {
        Thread.interrupted();
    }
}
