/** Webhooks: HTTP calls for the events of {@code chat.events}, for programs without RabbitMQ. */
@ApplicationModule(allowedDependencies = {"api", "audit", "due", "log", "outbox", "outgoing", "sql"})
@NullMarked
package com.sealkloud.chat.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
