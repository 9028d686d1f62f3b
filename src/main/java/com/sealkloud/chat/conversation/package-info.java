/** Conversations and their members: who may read and post, and the storing of messages. */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "epoch",
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
