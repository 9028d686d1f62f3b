package com.sealkloud.chat.outbox;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What RabbitMQ, which keeps it on its disk, gets of events.
 *
 * @param events whether they are as clients get them, or without any words
 */
@Validated
@ConfigurationProperties("chat.encryption")
record FeedProperties(@NotNull @DefaultValue("plain") Events events) {

    enum Events {
        PLAIN,
        /** Programs fetch what they want to know by REST. */
        REFERENCE
    }
}
