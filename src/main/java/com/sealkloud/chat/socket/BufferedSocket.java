package com.sealkloud.chat.socket;

import com.sealkloud.chat.socket.TomcatSocket.Frame;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
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

    private final TomcatSocket socket;
    private final Runnable tooSlow;
    private final long mostWaiting;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private long waitingLength;
    private byte @Nullable [] pong;
    private boolean sending;
    private boolean stuck;
    private boolean wasUsed;
    private boolean overrun;
    private boolean ended;
    private @Nullable CloseStatus closing;

    private BufferedSocket(WebSocketSession delegate, Session socket, RealtimeProperties properties, Runnable tooSlow) {
        super(delegate);
        this.socket = new TomcatSocket(socket, properties.sendTimeLimit().toMillis());
        this.tooSlow = tooSlow;
        this.mostWaiting = properties.sendBufferLimit().toBytes();
    }

    /** @param tooSlow is run when the client is too slow and is disconnected */
    public static WebSocketSession around(WebSocketSession session, RealtimeProperties properties, Runnable tooSlow) {
        Session socket = WebSocketSessionDecorator.unwrap(session) instanceof NativeWebSocketSession holder
                ? holder.getNativeSession(Session.class)
                : null;
        return socket == null ? session : new BufferedSocket(session, socket, properties, tooSlow);
    }

    /** @param admits looks at what a ping carries, and says whether it is to be answered */
    public void answerPings(Predicate<byte[]> admits) {
        socket.onPing(ping -> {
            if (admits.test(ping) && takesPong(ping)) {
                sendWaiting();
            }
        });
    }

    /** Who pings faster than they read gets an answer to the last one (RFC 6455, 5.5.3). */
    private synchronized boolean takesPong(byte[] data) {
        if (overrun || ended || closing != null) {
            return false;
        }
        wasUsed = true;
        pong = data;
        boolean first = !sending;
        sending = true;
        return first;
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
        socket.stopReading();
    }

    /**
     * Does not wait for the client's agreement: a client that holds sockets could hold closed ones
     * too.
     */
    public void cutOff(CloseStatus status) {
        markEnded();
        socket.cutOff(status);
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
        for (Frame next = next(); next != null; next = next()) {
            Frame frame = next;
            Departure departure = new Departure();
            try {
                SocketWorkers.send(() -> socket.send(frame, departure));
            } catch (RuntimeException closedMeanwhile) {
                end(CloseStatus.SESSION_NOT_RELIABLE);
                return;
            }
            if (departure.isUnderWay()) {
                departure.holdUp();
                return;
            }
        }
    }

    private @Nullable Frame next() {
        CloseStatus status;
        synchronized (this) {
            if (ended) {
                return null;
            }
            byte[] data = pong;
            if (data != null) {
                pong = null;
                return new Frame(data, true);
            }
            byte[] next = waiting.poll();
            if (next != null) {
                waitingLength -= next.length;
                return new Frame(next, false);
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
        pong = null;
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
        private boolean over;

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
                goOn();
                sendWaiting();
            }
        }

        /** It was not sent at once. Unless it is by now, nothing behind it waits for long. */
        private void holdUp() {
            synchronized (BufferedSocket.this) {
                if (!over) {
                    stuck = true;
                    socket.hurryClosing();
                }
            }
        }

        private void goOn() {
            synchronized (BufferedSocket.this) {
                over = true;
                if (stuck) {
                    stuck = false;
                    socket.takeTimeToClose();
                }
            }
        }

        /** @return true if {@link #onResult} is still to come and will continue */
        boolean isUnderWay() {
            return settled.compareAndSet(false, true);
        }
    }
}
