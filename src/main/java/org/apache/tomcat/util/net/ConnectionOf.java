package org.apache.tomcat.util.net;

import org.jspecify.annotations.Nullable;

/** Finds the connection that a task of Tomcat's thread pool works on. */
public final class ConnectionOf {

    private ConnectionOf() {}

    /** @return null if it is about none, or about none any more */
    public static @Nullable SocketWrapperBase<?> task(Runnable task) {
        return task instanceof SocketProcessorBase<?> processor ? processor.socketWrapper : null;
    }
}
