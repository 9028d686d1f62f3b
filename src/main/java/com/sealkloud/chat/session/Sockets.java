package com.sealkloud.chat.session;

import com.sealkloud.chat.http.Network;
import com.sealkloud.chat.lifecycle.Timers;
import com.sealkloud.chat.socket.BufferedSocket;
import com.sealkloud.chat.socket.NodeShare;
import com.sealkloud.chat.socket.OpenSocket;
import com.sealkloud.chat.socket.RealtimeProperties;
import com.sealkloud.chat.socket.ReceiveBudget;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.handler.WebSocketHandlerDecoratorFactory;

/**
 * The open WebSockets of this node, authenticated or not. Closes those that exceed their {@link
 * ReceiveBudget}, and those that never send a CONNECT, earlier when they are too many ({@link
 * Newcomers}): Spring checks these only when another client
 * connects.
 */
@Component
public class Sockets implements WebSocketHandlerDecoratorFactory {

    /** Attribute of a socket: the client's network, as {@link Network#name()}. */
    public static final String NETWORK = "network";

    private static final Logger log = LoggerFactory.getLogger(Sockets.class);

    private final Map<String, OpenSocket> open = new ConcurrentHashMap<>();
    private final Newcomers newcomers;
    private final Sessions sessions;
    private final RealtimeProperties properties;
    private final MeterRegistry meters;
    private volatile boolean draining;

    Sockets(Sessions sessions, RealtimeProperties properties, MeterRegistry meters) {
        this.sessions = sessions;
        this.properties = properties;
        this.meters = meters;
        this.newcomers =
                new Newcomers(properties.socketsWithoutConnect(), properties.socketsWithoutConnectPerNetwork());
        meters.gauge("chat.sockets", open, Map::size);
        meters.gauge("chat.sockets.without.connect", newcomers, Newcomers::count);
        meters.gauge("chat.sessions", sessions, Sessions::count);
    }

    @Override
    public WebSocketHandler decorate(WebSocketHandler handler) {
        return new WebSocketHandlerDecorator(handler) {

            @Override
            public void afterConnectionEstablished(WebSocketSession socket) throws Exception {
                WebSocketSession buffered = BufferedSocket.around(socket, properties, () -> count("too_slow"));
                OpenSocket opened = new OpenSocket(
                        buffered,
                        String.valueOf(socket.getAttributes().get(NETWORK)),
                        ReceiveBudget.of(properties.receiveLimit()),
                        (int) properties.frameLimit().toBytes());
                if (buffered instanceof BufferedSocket answering) {
                    answering.answerPings(ping -> admits(opened, ping, true));
                }
                open.put(socket.getId(), opened);
                newcomers.add(opened).forEach(oldest -> cutOff(oldest, "gave_way"));
                super.afterConnectionEstablished(buffered);
            }

            @Override
            public void handleMessage(WebSocketSession socket, WebSocketMessage<?> message) throws Exception {
                OpenSocket from = open.get(socket.getId());
                if (from == null) {
                    return;
                }
                byte[] part = OpenSocket.bytesOf(message);
                if (admits(from, part, message.isLast()) && !(message instanceof PongMessage)) {
                    BinaryMessage complete = from.complete(part);
                    if (complete != null) {
                        if (from.isFirstFrame(complete)) {
                            newcomers.remove(from);
                        }
                        // Spring would answer each earlier heartbeat with an ERROR.
                        if (from.hasSentFrame()) {
                            super.handleMessage(socket, complete);
                        }
                    }
                }
            }

            @Override
            public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) throws Exception {
                OpenSocket closed = open.remove(socket.getId());
                if (closed != null) {
                    newcomers.remove(closed);
                }
                super.afterConnectionClosed(socket, status);
            }

            /**
             * Tomcat then passes on a long frame in parts and needs no buffer of the maximum size
             * per socket.
             */
            @Override
            public boolean supportsPartialMessages() {
                return true;
            }
        };
    }

    private boolean admits(OpenSocket from, byte[] part, boolean isLast) {
        boolean wasRefused = from.isRefused();
        boolean admitted = from.admits(part, isLast);
        if (!admitted && !wasRefused) {
            from.stopReading();
            close(from.socket().getId(), CloseStatus.POLICY_VIOLATION.withReason("too much at once"), "receive_limit");
        }
        return admitted;
    }

    private void cutOff(OpenSocket silent, String cause) {
        cutOff(silent, CloseStatus.POLICY_VIOLATION.withReason("no CONNECT in time"), cause);
    }

    private void cutOff(OpenSocket silent, CloseStatus status, String cause) {
        if (silent.socket() instanceof BufferedSocket socket) {
            count(cause);
            socket.cutOff(status);
        } else {
            close(silent.socket().getId(), status, cause);
        }
    }

    /** @return whether nothing has come from it since the last call */
    boolean wasSilent(String sessionId) {
        OpenSocket found = open.get(sessionId);
        return found != null && found.wasSilent();
    }

    /** Its client has said good-bye, and is told nothing more than its last receipt. */
    public void leaves(String sessionId) {
        OpenSocket found = open.get(sessionId);
        if (found != null) {
            found.leaves();
        }
    }

    public boolean isLeaving(String sessionId) {
        OpenSocket found = open.get(sessionId);
        return found != null && found.isLeaving();
    }

    /** Closes it in good order, after everything sent before. */
    public void closeLeft(String sessionId) {
        close(sessionId, CloseStatus.NORMAL, "left");
    }

    /** Its client has missed its heartbeats, and will not agree to a close. */
    void giveUp(String sessionId) {
        OpenSocket found = open.get(sessionId);
        if (found != null) {
            cutOff(found, CloseStatus.POLICY_VIOLATION.withReason("no heartbeat"), "no_heartbeat");
        }
    }

    /**
     * Closes a socket, unless it is already closed.
     *
     * @param cause one of a few words, by which it is counted
     */
    void close(String sessionId, CloseStatus status, String cause) {
        WebSocketSession socket = find(sessionId);
        if (socket != null) {
            count(cause);
            close(socket, status);
        }
    }

    private void count(String cause) {
        meters.counter("chat.sockets.ended", "cause", cause).increment();
    }

    /** @return the socket, or null if it is closed */
    @Nullable
    public WebSocketSession find(String sessionId) {
        OpenSocket found = open.get(sessionId);
        return found == null ? null : found.socket();
    }

    /**
     * Records the user of a socket.
     *
     * @return false if it is closed
     */
    public boolean belongsTo(String sessionId, NodeShare owner) {
        OpenSocket found = open.get(sessionId);
        if (found != null) {
            found.belongsTo(owner);
        }
        return found != null;
    }

    int count() {
        return open.size();
    }

    public boolean isClosed() {
        return draining;
    }

    /** Accepts no more sockets, and closes the open ones, evenly over the period. */
    void closeAll(long periodMillis) {
        draining = true;
        closeOpen(periodMillis);
    }

    /** Closes the open sockets, evenly over the period; their clients come back. */
    void closeOpen(long periodMillis) {
        List<OpenSocket> all = List.copyOf(open.values());
        long startedAt = System.nanoTime();
        for (int closed = 0; closed < all.size(); closed++) {
            long due = startedAt + TimeUnit.MILLISECONDS.toNanos(periodMillis) * closed / all.size();
            for (long left = due - System.nanoTime();
                    left > 0 && !Thread.currentThread().isInterrupted();
                    left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            close(all.get(closed).socket(), CloseStatus.SERVICE_RESTARTED);
        }
    }

    @Scheduled(fixedDelay = 1_000, scheduler = Timers.TIMERS)
    void closeSilent() {
        long now = System.nanoTime();
        long patience = properties.connectTimeout().toNanos();
        open.values().stream()
                .filter(candidate -> now - candidate.openedAt() > patience)
                .filter(candidate -> sessions.find(candidate.socket().getId()) == null)
                .forEach(candidate -> cutOff(candidate, "no_connect"));
    }

    private static void close(WebSocketSession socket, CloseStatus status) {
        try {
            socket.close(status);
        } catch (IOException e) {
            log.debug("A socket was already closed: {}", e.getMessage());
        }
    }
}
