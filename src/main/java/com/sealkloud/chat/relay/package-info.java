/**
 * Connects the nodes through RabbitMQ: publishes to other nodes, subscribes for this one, monitors
 * the connection.
 *
 * <p>{@code RabbitBroadcast} serves the sessions of this node before it publishes; the header
 * {@code x-chat-node} lets the node recognise its own event when it comes back.
 * {@code NodeSubscriptions} counts what the sessions of this node listen to, and {@code NodeRelay}
 * is subscribed to that over one {@code RelaySession}.
 */
@ApplicationModule(allowedDependencies = {"account", "cluster", "fanout", "lifecycle", "rabbit", "session", "socket"})
@NullMarked
package com.sealkloud.chat.relay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
