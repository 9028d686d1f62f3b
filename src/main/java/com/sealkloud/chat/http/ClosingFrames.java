package com.sealkloud.chat.http;

import jakarta.websocket.Session;

/** How long Tomcat waits until the closing frame of a WebSocket has left. */
public final class ClosingFrames {

    private static final String BLOCKING_SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    /** The same for the closing frame of a socket that has failed. */
    private static final String ABNORMAL_CLOSE_TIMEOUT =
            "org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT";

    private static final long AT_ONCE_MILLIS = 1;

    private ClosingFrames() {}

    /** @param millis for which a thread waits at most */
    public static void limit(Session socket, long millis) {
        socket.getUserProperties().put(BLOCKING_SEND_TIMEOUT, millis);
        socket.getUserProperties().put(ABNORMAL_CLOSE_TIMEOUT, millis);
    }

    /** It leaves only if there is room for it: its thread has many sockets to look after. */
    public static void hurry(Session socket) {
        limit(socket, AT_ONCE_MILLIS);
    }
}
