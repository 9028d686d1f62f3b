/** Removes messages by their age, except in conversations that are held. */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "audit",
            "change",
            "cluster",
            "conversation",
            "due",
            "fanout",
            "log",
            "sql",
            "text"
        })
@NullMarked
package com.sealkloud.chat.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
