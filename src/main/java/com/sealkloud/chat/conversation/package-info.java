/**
 * Conversations and their members: who may read and post, the storing of messages, and what a
 * conversation says of its ticket.
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
