package org.apache.coyote;

import java.util.Collection;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** The connections of a server, in whatever state. */
public final class OpenConnections {

    private OpenConnections() {}

    public static Collection<? extends SocketWrapperBase<?>> of(AbstractProtocol<?> protocol) {
        return protocol.getEndpoint().getConnections();
    }
}
