/**
 * The one guarded door for live traffic: the STOMP endpoint, who may send and subscribe, the broker modes and the sessions.
 * Knows people only as {@link java.security.Principal} and leaves it to the features, through
 * {@link com.sealkloud.chat.realtime.SubscriptionPolicy}, which topics somebody may hear.
 */
@ApplicationModule(allowedDependencies = {"api", "cluster", "http", "lifecycle", "rabbit", "sql"})
@NullMarked
package com.sealkloud.chat.realtime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
