/** Typing indicators: forwarded, never stored, and ended by a timeout. */
@ApplicationModule(
        allowedDependencies = {"account", "api", "conversation", "epoch", "fanout", "log", "realtime", "session"})
@NullMarked
package com.sealkloud.chat.typing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
