/**
 * The guarded door for live traffic: the STOMP endpoint, who may connect, send and subscribe, and how often. Leaves it to the
 * features, through {@link com.sealkloud.chat.session.SubscriptionPolicy}, which topics somebody may hear.
 */
@ApplicationModule(
        allowedDependencies = {"api", "cluster", "fanout", "http", "lifecycle", "relay", "session", "socket", "sql"})
@NullMarked
package com.sealkloud.chat.realtime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
