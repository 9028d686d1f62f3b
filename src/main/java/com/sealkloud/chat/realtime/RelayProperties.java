package com.sealkloud.chat.realtime;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where RabbitMQ takes STOMP, and the restricted account of the relay there. The password has no default.
 *
 * @param sessions whether this node is one client of the broker, or each WebSocket session is one
 * @param reconnectInterval how long after a failure the broker is tried again
 * @param linger how long this node keeps listening to a destination after the last of its sessions has left it
 */
@Validated
@ConfigurationProperties("chat.relay")
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
record RelayProperties(
        @DefaultValue("per-node") Sharing sessions,
        @DefaultValue("localhost") String host,
        @DefaultValue("61613") int port,
        @DefaultValue("/") String virtualHost,
        @NotBlank @DefaultValue("chat-relay") String username,

        @NotBlank(message = "is not set: give the password of RabbitMQ's account chat-relay as CHAT_RELAY_PASSWORD")
        String password,

        @DefaultValue("1s") Duration reconnectInterval,
        @DefaultValue("5s") Duration linger) {

    enum Sharing {
        PER_NODE,
        PER_CLIENT
    }

    @Override
    public String toString() {
        return username + "@" + host + ":" + port + virtualHost;
    }
}
