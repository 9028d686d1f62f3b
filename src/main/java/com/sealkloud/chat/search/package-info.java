/** Search for messages and titles: the index, the worker that keeps it, and queries. */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "audit",
            "cluster",
            "conversation",
            "due",
            "lifecycle",
            "log",
            "outbox",
            "realtime",
            "sql",
            "text"
        })
@NullMarked
package com.sealkloud.chat.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
