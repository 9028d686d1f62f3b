package com.sealkloud.chat.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait for a thread, taken in turn by the network they come from. A network whose
 * slow clients take the threads of others is limited for a while: to a share of the threads, and to
 * so many waiting calls. Its newest call is then the next, because only for that one a client is
 * likely to be still there; the oldest gives way.
 *
 * <p>Each call brings a ticket for a thread, which may serve another call, or find none that may be
 * served. Tickets and {@code spent} ones together are always as many as the waiting calls.
 */
final class CallTurns {

    /**
     * @param connection null if it is about none
     * @param mayGiveWay whether its connection can be closed before it is served
     */
    record Call(String network, Runnable task, @Nullable SocketWrapperBase<?> connection, boolean mayGiveWay) {}

    private static final class Line {

        private final Deque<Call> waiting = new ArrayDeque<>();
        private boolean isLimited;
        private long limitedUntil;
        private int served;

        private boolean isIdle() {
            return waiting.isEmpty() && served == 0 && !isLimited;
        }
    }

    private final int share;
    private final int mostWaiting;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private int spent;

    /**
     * @param share how many threads a limited network may have
     * @param mostWaiting how many of its calls may wait
     */
    CallTurns(int share, int mostWaiting) {
        this.share = share;
        this.mostWaiting = mostWaiting;
    }

    /** @return the call that gives way, if any; its connection is to be closed */
    synchronized @Nullable Call add(Call call) {
        Line line = lines.computeIfAbsent(call.network(), first -> new Line());
        line.waiting.addLast(call);
        return dropOldest(line);
    }

    private @Nullable Call dropOldest(Line line) {
        if (!line.isLimited || line.waiting.size() <= mostWaiting) {
            return null;
        }
        Iterator<Call> oldestFirst = line.waiting.iterator();
        while (oldestFirst.hasNext()) {
            Call oldest = oldestFirst.next();
            if (oldest.mayGiveWay()) {
                oldestFirst.remove();
                spent--;
                return oldest;
            }
        }
        return null;
    }

    /** No thread takes its ticket. */
    synchronized void withdraw(Call call) {
        Line line = lines.get(call.network());
        if (line == null || !line.waiting.remove(call)) {
            // The ticket of another call served it, and that one waits without.
            spent++;
        } else if (line.isIdle()) {
            lines.remove(call.network());
        }
    }

    /** @return the call that the holder of a ticket serves; null if none may be served now */
    synchronized @Nullable Call next() {
        Call next = take();
        if (next == null) {
            spent++;
        }
        return next;
    }

    /** @return the call that the thread serves next, if one waits whose ticket is spent */
    synchronized @Nullable Call after(Call ended) {
        Line line = lines.get(ended.network());
        if (line != null) {
            line.served--;
            if (line.isIdle()) {
                lines.remove(ended.network());
            }
        }
        Call next = spent > 0 ? take() : null;
        if (next != null) {
            spent--;
        }
        return next;
    }

    private @Nullable Call take() {
        Iterator<Map.Entry<String, Line>> inTurn = lines.entrySet().iterator();
        while (inTurn.hasNext()) {
            Map.Entry<String, Line> entry = inTurn.next();
            Line line = entry.getValue();
            if (!line.waiting.isEmpty() && (!line.isLimited || line.served < share)) {
                inTurn.remove();
                lines.put(entry.getKey(), line);
                line.served++;
                return line.isLimited ? line.waiting.removeLast() : line.waiting.removeFirst();
            }
        }
        return null;
    }

    /** @return the calls that give way */
    synchronized List<Call> limit(String network, long until) {
        Line line = lines.computeIfAbsent(network, first -> new Line());
        line.isLimited = true;
        line.limitedUntil = until;
        List<Call> givingWay = new ArrayList<>();
        for (Call oldest = dropOldest(line); oldest != null; oldest = dropOldest(line)) {
            givingWay.add(oldest);
        }
        return givingWay;
    }

    /** Ends the limits whose time is over, unless calls still wait because of them. */
    synchronized void endLimits(long now) {
        lines.values().removeIf(line -> {
            line.isLimited = line.isLimited && (!line.waiting.isEmpty() || line.limitedUntil - now > 0);
            return line.isIdle();
        });
    }

    synchronized boolean isLimited(String network) {
        Line line = lines.get(network);
        return line != null && line.isLimited;
    }

    /** @return the limited networks whose calls wait */
    synchronized List<String> crowded() {
        return lines.entrySet().stream()
                .filter(entry ->
                        entry.getValue().isLimited && !entry.getValue().waiting.isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }
}
