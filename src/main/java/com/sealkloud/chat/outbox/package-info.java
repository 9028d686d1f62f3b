/**
 * From the commit to the broker: publishes what has been logged, and finds what a crash has left
 * unpublished.
 */
@ApplicationModule(allowedDependencies = {"account", "api", "cluster", "fanout", "lifecycle", "log", "rabbit", "sql"})
@NullMarked
package com.sealkloud.chat.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
