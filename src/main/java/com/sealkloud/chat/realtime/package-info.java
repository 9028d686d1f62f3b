/**
 * The STOMP endpoint and its guard: who may connect, send and subscribe, and how often. Features
 * decide, through {@link com.sealkloud.chat.session.SubscriptionPolicy}, which topics a user may
 * subscribe to.
 */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "cluster",
            "fanout",
            "http",
            "lifecycle",
            "relay",
            "session",
            "socket",
            "sql",
            "text"
        })
@NullMarked
package com.sealkloud.chat.realtime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
