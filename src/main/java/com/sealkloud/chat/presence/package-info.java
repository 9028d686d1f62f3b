/** Presence: leases in the database, renewed by the node that holds the session. */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "cluster",
            "conversation",
            "fanout",
            "lifecycle",
            "realtime",
            "session",
            "sql"
        })
@NullMarked
package com.sealkloud.chat.presence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
