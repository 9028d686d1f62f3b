package com.sealkloud.chat.http;

import java.io.IOException;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection below Tomcat while a Tomcat thread uses it. That thread notices and cleans
 * up.
 */
final class RawConnection {

    private static final Logger log = LoggerFactory.getLogger(RawConnection.class);

    private RawConnection() {}

    static void close(SocketWrapperBase<?> connection) {
        if (connection.getSocket() instanceof NioChannel channel) {
            try {
                channel.getIOChannel().close();
            } catch (IOException e) {
                log.debug("A connection was already closed: {}", e.getMessage());
            }
        }
    }
}
