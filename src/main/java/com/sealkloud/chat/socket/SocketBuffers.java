package com.sealkloud.chat.socket;

import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/**
 * The buffers of one open socket. Most sockets of a chat are silent most of the time, so buffers
 * must be small. A frame longer than a buffer arrives in parts, and most are shorter than 1 KB.
 * Outgoing frames bypass these buffers.
 */
@Configuration(proxyBeanMethods = false)
class SocketBuffers {

    /** Three for each socket, one of which is used, for input. */
    private static final int WEB_SOCKET_BUFFER = (int) DataSize.ofKilobytes(1).toBytes();

    /** Incoming text, in characters; passed on in parts. */
    private static final int TEXT_BUFFER = 512;

    /** Clients send nothing binary. */
    private static final int BINARY_BUFFER = 128;

    private static final int READ_BUFFER = (int) DataSize.ofKilobytes(2).toBytes();

    /** Larger output, such as every page, bypasses it. */
    private static final int WRITE_BUFFER = (int) DataSize.ofKilobytes(1).toBytes();

    /**
     * The kernel's send buffer for a client that does not read. Linux lets it grow to megabytes per
     * socket. Until then such a client seems to read, and thousands of them exhaust the machine's
     * memory.
     */
    private static final int SEND_BUFFER = (int) DataSize.ofKilobytes(128).toBytes();

    /**
     * Tomcat reads it when its first WebSocket class is loaded, after its configuration beans are
     * created.
     */
    private static final String TOMCAT_BUFFER_SIZE = "org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE";

    SocketBuffers() {
        if (System.getProperty(TOMCAT_BUFFER_SIZE) == null) {
            System.setProperty(TOMCAT_BUFFER_SIZE, String.valueOf(WEB_SOCKET_BUFFER));
        }
    }

    @Bean
    ServletServerContainerFactoryBean smallMessageBuffers() {
        ServletServerContainerFactoryBean container = new ServletServerContainerFactoryBean();
        container.setMaxTextMessageBufferSize(TEXT_BUFFER);
        container.setMaxBinaryMessageBufferSize(BINARY_BUFFER);
        return container;
    }

    @Bean
    TomcatConnectorCustomizer smallConnectionBuffers() {
        return connector -> {
            connector.setProperty("socket.txBufSize", String.valueOf(SEND_BUFFER));
            connector.setProperty("socket.appReadBufSize", String.valueOf(READ_BUFFER));
            connector.setProperty("socket.appWriteBufSize", String.valueOf(WRITE_BUFFER));
        };
    }
}
