package com.sealkloud.chat.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A message that could not be processed.
 *
 * @param letterId derived from its content, so that it is always the same
 * @param sender the account that RabbitMQ has verified; empty if there is none
 * @param origin the queue it was consumed from
 * @param error why it was refused; null if RabbitMQ itself dead-lettered it
 * @param reason given by RabbitMQ, such as {@code delivery_limit}
 * @param body as text, at most 4,000 characters of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeadLetter(
        String letterId,
        String sender,
        @Nullable String origin,
        String routingKey,
        @Nullable String error,
        @Nullable String reason,
        @Nullable String contentType,
        @Nullable String messageId,
        String body) {}
