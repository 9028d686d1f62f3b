package org.apache.tomcat.websocket;

import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;

/**
 * Sends text that has been encoded already as one frame and by one system call.
 *
 * <p>Tomcat does so for binary messages alone. Text it takes as characters, encodes it for each socket again and sends it in
 * pieces of a buffer that each socket keeps. What is needed is there, but only its own package may call it.
 */
public final class EncodedText {

    private EncodedText() {}

    /**
     * @param session one of Tomcat's
     * @param utf8 a whole message; is read from its position to its limit
     * @throws IllegalStateException if the socket is closed
     */
    public static void send(Session session, ByteBuffer utf8, SendHandler handler) {
        ((WsRemoteEndpointBase) session.getAsyncRemote()).base.startMessage(Constants.OPCODE_TEXT, utf8, true, handler);
    }
}
