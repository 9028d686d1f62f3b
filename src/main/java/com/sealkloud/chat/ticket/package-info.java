/** Requests of ticket services, received through RabbitMQ and executed in ticket rooms. */
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
