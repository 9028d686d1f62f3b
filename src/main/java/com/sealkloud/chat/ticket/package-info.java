/** Ticket services: what they ask for through RabbitMQ, carried out in the rooms of their tickets. */
@ApplicationModule(
        allowedDependencies = {"account", "api", "conversation", "deadletter", "lifecycle", "rabbit", "text"})
@NullMarked
package com.sealkloud.chat.ticket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
