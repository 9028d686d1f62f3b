/**
 * Typing indicators: forwarded, never stored, and ended by a timeout.
 *
 * <p>{@code Typing} remembers in memory who is typing and ends it. Nothing of it reaches the
 * database; even the right to type is remembered for a while ({@code TypingRights}).
 */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "conversation",
            "epoch",
            "fanout",
            "log",
            "message",
            "realtime",
            "session"
        })
@NullMarked
package com.sealkloud.chat.typing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
