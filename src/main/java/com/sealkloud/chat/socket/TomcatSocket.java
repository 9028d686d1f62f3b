package com.sealkloud.chat.socket;

import com.sealkloud.chat.http.ClosingFrames;
import jakarta.websocket.CloseReason;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.apache.tomcat.websocket.EncodedText;
import org.apache.tomcat.websocket.Pings;
import org.apache.tomcat.websocket.WsSession;
import org.springframework.web.socket.CloseStatus;

/** What a {@link BufferedSocket} needs of Tomcat beside the standard interface. */
final class TomcatSocket {

    /** How long Tomcat keeps a closed socket whose client does not answer the close. */
    private static final String CLOSE_TIMEOUT = "org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT";

    /**
     * How long the closing frame may wait on a socket on which something is stuck already; a thread
     * waits for it.
     */
    private static final long STUCK_MILLIS = 100;

    private final Session socket;
    private final long timeLimit;

    /** @param timeLimit for a frame, in milliseconds */
    TomcatSocket(Session socket, long timeLimit) {
        this.socket = socket;
        this.timeLimit = timeLimit;
        socket.getAsyncRemote().setSendTimeout(timeLimit);
        socket.getUserProperties().put(CLOSE_TIMEOUT, timeLimit);
        takeTimeToClose();
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares frames, and none is changed
    record Frame(byte[] payload, boolean isPong) {}

    void send(Frame frame, SendHandler handler) {
        ByteBuffer data = ByteBuffer.wrap(frame.payload());
        if (frame.isPong()) {
            Pings.answer(socket, data, handler);
        } else {
            EncodedText.send(socket, data, handler);
        }
    }

    /** Tomcat no longer answers pings by itself. */
    void onPing(Consumer<byte[]> received) {
        Pings.handOver(socket, data -> {
            byte[] ping = new byte[data.remaining()];
            data.get(ping);
            received.accept(ping);
        });
    }

    void takeTimeToClose() {
        ClosingFrames.limit(socket, timeLimit);
    }

    /** Something is stuck, and a thread waits for the closing frame. */
    void hurryClosing() {
        ClosingFrames.limit(socket, STUCK_MILLIS);
    }

    void stopReading() {
        if (socket instanceof WsSession tomcats) {
            tomcats.suspend();
        }
    }

    /** The client may read nothing, and a thread that serves everybody does this. */
    void cutOff(CloseStatus status) {
        ClosingFrames.hurry(socket);
        CloseReason reason = new CloseReason(CloseReason.CloseCodes.getCloseCode(status.getCode()), status.getReason());
        if (socket instanceof WsSession tomcats) {
            tomcats.doClose(reason, reason, true);
        }
    }
}
