/** Pinned messages of a conversation. */
@ApplicationModule(allowedDependencies = {"account", "api", "conversation", "log", "realtime", "sql"})
@NullMarked
package com.sealkloud.chat.pin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
