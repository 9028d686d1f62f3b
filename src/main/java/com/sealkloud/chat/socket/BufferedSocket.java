package com.sealkloud.chat.socket;

import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.tomcat.websocket.EncodedText;
import org.apache.tomcat.websocket.WsSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;

/**
 * A WebSocket that never blocks its writers: what the client does not read waits in a bounded
 * queue. With blocking writes, a few clients that never read would block all threads that serve the
 * others.
 *
 * <p>If the queue overflows, or one frame takes too long to send, the socket is closed. The client
 * reconnects and catches up.
 */
public class BufferedSocket extends WebSocketSessionDecorator {

    private static final Logger log = LoggerFactory.getLogger(BufferedSocket.class);

    /**
     * Tomcat's property; how long its own frames, such as the closing one, may wait behind a
     * blocked one.
     */
    private static final String BLOCKING_SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    /**
     * The same for the closing frame of a failed socket: a busy machine needs more than Tomcat's 50
     * ms.
     */
    private static final String ABNORMAL_CLOSE_TIMEOUT =
            "org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT";

    /** How long Tomcat keeps a closed socket whose client does not answer the close. */
    private static final String CLOSE_TIMEOUT = "org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT";

    private final Session socket;
    private final Runnable tooSlow;
    private final long mostWaiting;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private long waitingLength;
    private boolean sending;
    private boolean wasUsed;
    private boolean overrun;
    private boolean ended;
    private @Nullable CloseStatus closing;

    private BufferedSocket(WebSocketSession delegate, Session socket, RealtimeProperties properties, Runnable tooSlow) {
        super(delegate);
        this.socket = socket;
        this.tooSlow = tooSlow;
        this.mostWaiting = properties.sendBufferLimit().toBytes();
        long timeLimit = properties.sendTimeLimit().toMillis();
        socket.getAsyncRemote().setSendTimeout(timeLimit);
        socket.getUserProperties().put(BLOCKING_SEND_TIMEOUT, timeLimit);
        socket.getUserProperties().put(ABNORMAL_CLOSE_TIMEOUT, timeLimit);
        socket.getUserProperties().put(CLOSE_TIMEOUT, timeLimit);
    }

    /** @param tooSlow is run when the client is too slow and is disconnected */
    public static WebSocketSession around(WebSocketSession session, RealtimeProperties properties, Runnable tooSlow) {
        Session socket = WebSocketSessionDecorator.unwrap(session) instanceof NativeWebSocketSession holder
                ? holder.getNativeSession(Session.class)
                : null;
        return socket == null ? session : new BufferedSocket(session, socket, properties, tooSlow);
    }

    @Override
    public void sendMessage(WebSocketMessage<?> message) throws IOException {
        if (!(message instanceof TextMessage text)) {
            super.sendMessage(message);
        } else if (enqueue(text.asBytes())) {
            sendWaiting();
        }
    }

    /**
     * Spring requests a buffer for a whole frame, 33 KB per socket; frames arrive in parts here.
     */
    @Override
    public void setTextMessageSizeLimit(int messageSizeLimit) {}

    /** @return whether the caller must start sending */
    private synchronized boolean enqueue(byte[] text) {
        if (overrun || ended || closing != null) {
            return false;
        }
        wasUsed = true;
        waiting.add(text);
        waitingLength += text.length;
        if (sending && waitingLength > mostWaiting) {
            log.debug("{} is too slow and is disconnected", getId());
            tooSlow.run();
            overrun = true;
            drop();
        }
        boolean first = !sending;
        sending = true;
        return first;
    }

    /** @return whether nothing was sent, and nothing was being sent, since the last call */
    public synchronized boolean wasQuiet() {
        boolean quiet = !wasUsed && !sending;
        wasUsed = false;
        return quiet;
    }

    /**
     * Stops reading. Reading and discarding the input of a flooding client would cost as much as
     * before.
     */
    void stopReading() {
        if (socket instanceof WsSession tomcats) {
            tomcats.suspend();
        }
    }

    /** Closes after everything sent before. */
    @Override
    public void close(CloseStatus status) throws IOException {
        synchronized (this) {
            if (sending) {
                closing = status;
                return;
            }
        }
        super.close(status);
    }

    private void sendWaiting() {
        for (byte[] next = next(); next != null; next = next()) {
            ByteBuffer text = ByteBuffer.wrap(next);
            Departure departure = new Departure();
            try {
                SocketWorkers.send(() -> EncodedText.send(socket, text, departure));
            } catch (RuntimeException closedMeanwhile) {
                end(CloseStatus.SESSION_NOT_RELIABLE);
                return;
            }
            if (departure.isUnderWay()) {
                return;
            }
        }
    }

    private byte @Nullable [] next() {
        CloseStatus status;
        synchronized (this) {
            if (ended) {
                return null;
            }
            byte[] next = waiting.poll();
            if (next != null) {
                waitingLength -= next.length;
                return next;
            }
            sending = false;
            status = overrun ? CloseStatus.SESSION_NOT_RELIABLE : closing;
        }
        if (status != null) {
            end(status);
        }
        return null;
    }

    private synchronized void drop() {
        waiting.clear();
        waitingLength = 0;
    }

    private synchronized void markEnded() {
        ended = true;
        drop();
    }

    private void end(CloseStatus status) {
        markEnded();
        try {
            super.close(status);
        } catch (IOException e) {
            log.debug("A socket was already closed: {}", e.getMessage());
        }
    }

    /**
     * One frame being sent. Most are sent immediately, on the thread that sends them, and the next
     * follows without recursion.
     */
    private final class Departure implements SendHandler {

        private final AtomicBoolean settled = new AtomicBoolean();

        @Override
        public void onResult(SendResult result) {
            if (result.getException() instanceof EOFException) {
                // Tomcat is closing the socket itself and about to send the reason; a second close
                // would interfere.
                markEnded();
            } else if (!result.isOK()) {
                end(CloseStatus.SESSION_NOT_RELIABLE);
            }
            if (!settled.compareAndSet(false, true)) {
                sendWaiting();
            }
        }

        /** @return true if {@link #onResult} is still to come and will continue */
        boolean isUnderWay() {
            return settled.compareAndSet(false, true);
        }
    }
}
