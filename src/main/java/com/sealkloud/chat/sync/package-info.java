/**
 * Tells the sessions of a node where their logs end, so that clients notice what they have missed.
 *
 * <p>{@code SyncSender} does so when a session begins to listen, and when RabbitMQ is back.
 */
@ApplicationModule(
        allowedDependencies = {"account", "conversation", "epoch", "lifecycle", "outbox", "relay", "session"})
@NullMarked
package com.sealkloud.chat.sync;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
