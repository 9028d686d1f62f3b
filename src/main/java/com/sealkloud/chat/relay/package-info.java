/**
 * Connects the nodes through RabbitMQ: publishes to other nodes, subscribes for this one, monitors
 * the connection.
 */
@ApplicationModule(allowedDependencies = {"cluster", "fanout", "lifecycle", "rabbit", "session", "socket"})
@NullMarked
package com.sealkloud.chat.relay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
