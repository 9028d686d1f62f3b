package org.apache.tomcat.util.net;

import org.jspecify.annotations.Nullable;

/** The connection that a piece of work of Tomcat's is about. */
public final class ConnectionOf {

    private ConnectionOf() {}

    /** @return null if it is about none, or about none any more */
    public static @Nullable SocketWrapperBase<?> task(Runnable task) {
        return task instanceof SocketProcessorBase<?> processor ? processor.socketWrapper : null;
    }
}
