/** The ticket desk: who has a ticket, handing it over, escalating it, and what ticket services do to its room. */
@ApplicationModule(allowedDependencies = {"account", "api", "conversation", "log", "room", "session", "sql", "text"})
@NullMarked
package com.sealkloud.chat.ticket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
