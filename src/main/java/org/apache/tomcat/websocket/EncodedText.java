package org.apache.tomcat.websocket;

import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;

/**
 * Sends encoded text as one frame with one system call.
 *
 * <p>Tomcat does so for binary messages only. It accepts text as characters, encodes it for each
 * socket again, and sends it in chunks of a buffer that each socket keeps. The required method
 * exists, but is visible to Tomcat's own package only.
 */
public final class EncodedText {

    private EncodedText() {}

    /**
     * @param session a session of Tomcat
     * @param utf8 a whole message; read from its position to its limit
     * @throws IllegalStateException if the socket is closed
     */
    public static void send(Session session, ByteBuffer utf8, SendHandler handler) {
        ((WsRemoteEndpointBase) session.getAsyncRemote()).base.startMessage(Constants.OPCODE_TEXT, utf8, true, handler);
    }
}
