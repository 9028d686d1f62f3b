/** Who is online, from leases that nodes renew, and the list of people. */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "cluster",
            "conversation",
            "epoch",
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
