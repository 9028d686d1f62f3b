/** Who is to be told of a message because they are not looking, what they are shown, and how they want it. */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "conversation",
            "deadletter",
            "due",
            "fanout",
            "lifecycle",
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
