package org.apache.tomcat.util.net;

import org.apache.coyote.Processor;
import org.jspecify.annotations.Nullable;

/** Finds the connection that a task of Tomcat's thread pool works on. */
public final class ConnectionOf {

    private ConnectionOf() {}

    /** @return null if it is about none, or about none any more */
    public static @Nullable SocketWrapperBase<?> task(Runnable task) {
        return task instanceof SocketProcessorBase<?> processor ? processor.socketWrapper : null;
    }

    /**
     * @return whether it serves neither a call that waits for something, nor a WebSocket. Those end
     *     by their own rules: nobody would tell them that their connection is closed.
     */
    public static boolean isIdle(@Nullable SocketWrapperBase<?> connection) {
        return connection == null
                || !(connection.getCurrentProcessor() instanceof Processor processor)
                || !processor.isAsync() && !processor.isUpgrade();
    }
}
