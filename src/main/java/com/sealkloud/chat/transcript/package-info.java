/** Transcripts: a conversation as text, JSON or HTML. */
@ApplicationModule(
        allowedDependencies = {"account", "api", "audit", "conversation", "http", "log", "realtime", "text", "ticket"})
@NullMarked
package com.sealkloud.chat.transcript;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
