/** Rooms of teams and tickets: opening, joining and leaving them, and their members. */
@ApplicationModule(
        allowedDependencies = {"account", "api", "audit", "conversation", "log", "realtime", "session", "text"})
@NullMarked
package com.sealkloud.chat.room;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
