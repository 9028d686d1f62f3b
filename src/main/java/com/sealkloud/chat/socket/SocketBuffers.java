package com.sealkloud.chat.socket;

import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/**
 * What one open socket costs. Most sockets of a chat are silent most of the time, so that its buffers are to be small. A frame
 * that is longer than a buffer comes in parts, most are shorter than 1 KB; what goes out passes them by.
 */
@Configuration(proxyBeanMethods = false)
class SocketBuffers {

    /** Three for each socket, one of which is used: for what comes in. */
    private static final int WEB_SOCKET_BUFFER = (int) DataSize.ofKilobytes(1).toBytes();

    /** Incoming text, in characters; it is handed over in parts. */
    private static final int TEXT_BUFFER = 512;

    /** Nobody sends anything binary. */
    private static final int BINARY_BUFFER = 128;

    private static final int READ_BUFFER = (int) DataSize.ofKilobytes(2).toBytes();

    /** What is longer, such as every page, passes it by. */
    private static final int WRITE_BUFFER = (int) DataSize.ofKilobytes(1).toBytes();

    /**
     * What the operating system keeps for a client that does not read. Linux lets it grow to megabytes for each: until then
     * such a client looks like one that reads, and thousands of them take the machine's memory.
     */
    private static final int SEND_BUFFER = (int) DataSize.ofKilobytes(128).toBytes();

    /** Read by Tomcat when its first WebSocket class is loaded, which is after the beans for its set-up are made. */
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
