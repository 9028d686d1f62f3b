package com.sealkloud.chat.realtime;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** Where RabbitMQ takes STOMP, and the restricted account of the relay there. The password has no default. */
@Validated
@ConfigurationProperties("chat.relay")
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
record RelayProperties(
        @DefaultValue("localhost") String host,
        @DefaultValue("61613") int port,
        @DefaultValue("/") String virtualHost,
        @NotBlank @DefaultValue("chat-relay") String username,

        @NotBlank(message = "is not set: give the password of RabbitMQ's account chat-relay as CHAT_RELAY_PASSWORD")
        String password) {

    @Override
    public String toString() {
        return username + "@" + host + ":" + port + virtualHost;
    }
}
