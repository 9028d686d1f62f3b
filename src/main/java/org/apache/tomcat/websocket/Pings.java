package org.apache.tomcat.websocket;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands over the pings that a WebSocket receives. Tomcat tells nobody of them and answers each
 * itself, on the thread that reads, which waits until the client takes the answer.
 */
public final class Pings {

    private static final Field REMOTE = Fields.of(WsSession.class, "remoteEndpointBasic");

    private Pings() {}

    /**
     * @param session one of Tomcat's
     * @param listener gets what a ping carries, on the thread that reads; the buffer is valid
     *     during the call only. Nobody but the listener answers from now on
     */
    public static void handOver(Session session, Consumer<ByteBuffer> listener) {
        RemoteEndpoint.Basic tomcats = session.getBasicRemote();
        Fields.set(
                REMOTE,
                session,
                Proxy.newProxyInstance(
                        Pings.class.getClassLoader(),
                        new Class<?>[] {RemoteEndpoint.Basic.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("sendPong")) {
                                listener.accept((ByteBuffer) arguments[0]);
                                return null;
                            }
                            return call(tomcats, method, arguments);
                        }));
    }

    private static @Nullable Object call(RemoteEndpoint.Basic tomcats, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(tomcats, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** Sends a pong without waiting; as {@link EncodedText#send} sends text. */
    public static void answer(Session session, ByteBuffer data, SendHandler handler) {
        ((WsRemoteEndpointBase) session.getAsyncRemote()).base.startMessage(Constants.OPCODE_PONG, data, true, handler);
    }
}
