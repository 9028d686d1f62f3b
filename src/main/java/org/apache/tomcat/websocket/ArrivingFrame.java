package org.apache.tomcat.websocket;

import jakarta.websocket.Session;
import java.lang.reflect.Field;

/**
 * The frame that is arriving at a WebSocket. Tomcat reports a frame only when it is complete, or
 * when a buffer is full.
 */
public final class ArrivingFrame {

    private static final Field FRAME = Fields.of(WsSession.class, "wsFrame");
    private static final Field STATE = Fields.of(WsFrameBase.class, "state");

    private static final String BETWEEN_FRAMES = "NEW_FRAME";

    private ArrivingFrame() {}

    /** @return whether a frame has begun and not ended */
    public static boolean isPartial(Session session) {
        return session instanceof WsSession
                && Fields.get(FRAME, session) instanceof WsFrameBase frame
                && (frame.inputBuffer.hasRemaining()
                        || !BETWEEN_FRAMES.equals(String.valueOf(Fields.get(STATE, frame))));
    }
}
