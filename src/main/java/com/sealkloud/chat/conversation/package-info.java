/**
 * Conversations, their members, and the log that every message and every change of membership
 * becomes a row of.
 */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "lifecycle",
            "log",
            "outbox",
            "realtime",
            "relay",
            "session",
            "sql",
            "text"
        })
@NullMarked
package com.sealkloud.chat.conversation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
