package org.apache.tomcat.websocket;

import jakarta.websocket.Session;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * The frame that is arriving at a WebSocket. Tomcat reports a frame only when it is complete, or
 * when a buffer is full.
 */
public final class ArrivingFrame {

    private static final Field FRAME = field(WsSession.class, "wsFrame");
    private static final Field STATE = field(WsFrameBase.class, "state");

    private static final String BETWEEN_FRAMES = "NEW_FRAME";

    private ArrivingFrame() {}

    /** @return whether a frame has begun and not ended */
    public static boolean isPartial(Session session) {
        return session instanceof WsSession
                && get(FRAME, session) instanceof WsFrameBase frame
                && (frame.inputBuffer.hasRemaining() || !BETWEEN_FRAMES.equals(String.valueOf(get(STATE, frame))));
    }

    private static Field field(Class<?> owner, String name) {
        try {
            Field field = owner.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static @Nullable Object get(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
