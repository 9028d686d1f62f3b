package com.sealkloud.chat.realtime;

import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Bounds what the operating system keeps for a client that does not read. Linux lets it grow to megabytes for each: until then
 * such a client looks like one that reads, and thousands of them take the machine's memory.
 */
@Configuration(proxyBeanMethods = false)
class SocketBuffers {

    private static final int SEND_BUFFER = 128 * 1024;

    @Bean
    TomcatConnectorCustomizer boundedSendBuffer() {
        return connector -> connector.setProperty("socket.txBufSize", String.valueOf(SEND_BUFFER));
    }
}
