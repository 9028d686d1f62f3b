/** What ticket services ask for through RabbitMQ, carried out in the rooms of their tickets. */
@ApplicationModule(
        allowedDependencies = {"account", "api", "conversation", "deadletter", "lifecycle", "rabbit", "text", "ticket"})
@NullMarked
package com.sealkloud.chat.inbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
