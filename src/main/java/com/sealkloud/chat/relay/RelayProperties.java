package com.sealkloud.chat.relay;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where RabbitMQ accepts STOMP, and the restricted account of the relay. The password has no
 * default.
 *
 * @param sessions whether this node is one client of the broker, or each WebSocket session is
 * @param addresses {@code host:port} of each node of a RabbitMQ cluster, instead of host and port;
 *     tried in turn
 * @param reconnectInterval how long after a failure the broker is retried
 * @param linger how long this node stays subscribed to a destination after the last of its sessions
 *     has left it
 */
@Validated
@ConfigurationProperties("chat.relay")
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
public record RelayProperties(
        @DefaultValue("per-node") Sharing sessions,
        @DefaultValue("localhost") String host,
        @DefaultValue("61613") int port,
        @DefaultValue List<@Pattern(regexp = ".+:[0-9]{1,5}", message = "must be host:port") String> addresses,
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

    /** The addresses, in the order in which they are tried. */
    List<String> nodes() {
        return addresses.isEmpty() ? List.of(host + ":" + port) : addresses;
    }

    @Override
    public String toString() {
        return username + "@" + String.join(",", nodes()) + virtualHost;
    }
}
