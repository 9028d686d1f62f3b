/** Tickets: who has them, their steps and handovers, and those that this service keeps itself. */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "audit",
            "conversation",
            "hours",
            "log",
            "realtime",
            "room",
            "session",
            "sql",
            "text"
        })
@NullMarked
package com.sealkloud.chat.ticket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
