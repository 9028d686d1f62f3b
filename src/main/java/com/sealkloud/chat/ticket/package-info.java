/** Tickets: kept by this service or by a ticket service, and what staff do with them. */
@ApplicationModule(
        allowedDependencies = {"account", "api", "conversation", "log", "realtime", "room", "session", "sql", "text"})
@NullMarked
package com.sealkloud.chat.ticket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
