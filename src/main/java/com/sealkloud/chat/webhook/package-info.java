/**
 * Webhooks: HTTP calls for the events of {@code chat.events}, for programs without RabbitMQ.
 *
 * <p>{@code WebhookFeed} hears the events in this process and notes who is to be called;
 * {@code WebhookSender} calls them, and repeats calls that fail, after the pauses of
 * {@code BackOff} ({@code due}). {@code WebhookDeliveries} are the calls that are due.
 */
@ApplicationModule(
        allowedDependencies = {"api", "audit", "due", "encryption", "log", "outbox", "outgoing", "sql", "text"})
@NullMarked
package com.sealkloud.chat.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
