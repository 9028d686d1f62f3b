package com.sealkloud.chat.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A message that could not be processed.
 *
 * @param letterId made of its content, so that it is the same at each look
 * @param origin the queue that it was taken from
 * @param error what was wrong with it; absent if RabbitMQ itself put it aside
 * @param reason of RabbitMQ, such as {@code delivery_limit}
 * @param body as text, at most 4,000 characters of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeadLetter(
        String letterId,
        @Nullable String origin,
        String routingKey,
        @Nullable String error,
        @Nullable String reason,
        @Nullable String contentType,
        @Nullable String messageId,
        String body) {}
