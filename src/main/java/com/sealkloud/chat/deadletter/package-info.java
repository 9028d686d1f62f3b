/**
 * Dead letters: messages of any queue that could not be processed, stored, listed, replayed and
 * dropped.
 */
@ApplicationModule(
        allowedDependencies = {"account", "api", "audit", "encryption", "lifecycle", "log", "outbox", "rabbit", "sql"})
@NullMarked
package com.sealkloud.chat.deadletter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
