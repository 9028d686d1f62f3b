package com.sealkloud.chat.http;

import com.sealkloud.chat.lifecycle.Timers;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.tomcat.websocket.ArrivingFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.handler.WebSocketHandlerDecoratorFactory;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;

/**
 * Closes WebSockets on which something stays incomplete for longer than {@code
 * chat.http.frame-time}: a WebSocket frame, a fragmented message, or a STOMP frame. Heartbeats do
 * not detect them, since a client may disable heartbeats.
 */
@Component
public class UnfinishedFrames implements WebSocketHandlerDecoratorFactory {

    private static final Logger log = LoggerFactory.getLogger(UnfinishedFrames.class);

    private final Map<String, Socket> open = new ConcurrentHashMap<>();
    private final HttpProperties properties;
    private final MeterRegistry meters;

    UnfinishedFrames(HttpProperties properties, MeterRegistry meters) {
        this.properties = properties;
        this.meters = meters;
    }

    /** The state of one socket; {@code since} is zero while nothing is incomplete. */
    private static final class Socket {

        private final WebSocketSession session;
        private final @Nullable Session tomcats;
        private volatile boolean inStompFrame;
        private volatile long since;

        private Socket(WebSocketSession session) {
            this.session = session;
            this.tomcats = WebSocketSessionDecorator.unwrap(session) instanceof NativeWebSocketSession holder
                    ? holder.getNativeSession(Session.class)
                    : null;
        }

        private void received(WebSocketMessage<?> message) {
            boolean before = inStompFrame;
            inStompFrame = !message.isLast() || (message instanceof TextMessage text && leavesOpen(text.getPayload()));
            if (!inStompFrame || !before) {
                since = inStompFrame ? System.nanoTime() : 0;
            }
        }

        /** Line ends between frames are heartbeats; within a frame they belong to it. */
        private boolean leavesOpen(String text) {
            int end = text.length();
            while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
                end--;
            }
            return end == 0 ? inStompFrame : text.charAt(end - 1) != '\0';
        }

        /** @return whether something has been incomplete continuously since then */
        private boolean isIncompleteSince(long then) {
            if (!inStompFrame && (tomcats == null || !ArrivingFrame.isPartial(tomcats))) {
                since = 0;
            } else if (since == 0) {
                since = System.nanoTime();
            }
            return since != 0 && since - then < 0;
        }
    }

    @Override
    public WebSocketHandler decorate(WebSocketHandler handler) {
        return new WebSocketHandlerDecorator(handler) {

            @Override
            public void afterConnectionEstablished(WebSocketSession session) throws Exception {
                open.put(session.getId(), new Socket(session));
                super.afterConnectionEstablished(session);
            }

            @Override
            public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) throws Exception {
                Socket socket = open.get(session.getId());
                if (socket != null) {
                    socket.received(message);
                }
                super.handleMessage(session, message);
            }

            @Override
            public void afterConnectionClosed(WebSocketSession session, CloseStatus status) throws Exception {
                open.remove(session.getId());
                super.afterConnectionClosed(session, status);
            }
        };
    }

    @Scheduled(fixedDelay = 1_000, scheduler = Timers.TIMERS)
    void closeUnfinished() {
        long then = System.nanoTime() - properties.frameTime().toNanos();
        open.values().stream().filter(socket -> socket.isIncompleteSince(then)).forEach(this::close);
    }

    private void close(Socket socket) {
        meters.counter("chat.http.cut", "cause", "frame").increment();
        if (socket.tomcats != null) {
            ClosingFrames.hurry(socket.tomcats);
        }
        try {
            socket.session.close(CloseStatus.POLICY_VIOLATION.withReason("a frame took too long"));
        } catch (IOException e) {
            log.debug("A socket was already closed: {}", e.getMessage());
        }
    }
}
