/** Rooms: opening them, joining and leaving, their members. */
@ApplicationModule(
        allowedDependencies = {"account", "api", "audit", "conversation", "log", "realtime", "session", "text"})
@NullMarked
package com.sealkloud.chat.room;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
