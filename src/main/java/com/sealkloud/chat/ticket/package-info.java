/** Tickets: who has them, their steps and handovers, and what ticket services do to them. */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "audit",
            "conversation",
            "hours",
            "log",
            "room",
            "session",
            "sql",
            "text"
        })
@NullMarked
package com.sealkloud.chat.ticket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
