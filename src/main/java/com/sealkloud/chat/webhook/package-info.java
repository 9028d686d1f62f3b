/** Webhooks: the events of {@code chat.events} for programs that would rather be called than listen at RabbitMQ. */
@ApplicationModule(allowedDependencies = {"api", "conversation", "due", "outgoing", "sql"})
@NullMarked
package com.sealkloud.chat.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
