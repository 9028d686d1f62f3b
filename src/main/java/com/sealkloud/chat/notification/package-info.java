/** Notifications: who gets one, its content, and the settings of users. */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "conversation",
            "deadletter",
            "due",
            "fanout",
            "lifecycle",
            "log",
            "outbox",
            "presence",
            "push",
            "rabbit",
            "session",
            "sql",
            "text"
        })
@NullMarked
package com.sealkloud.chat.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
