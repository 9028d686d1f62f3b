/** Lets features plan work that follows from events of tickets: after the commit, exactly once. */
@ApplicationModule(
        allowedDependencies = {"api", "conversation", "lifecycle", "log", "outbox", "room", "text", "ticket"})
@NullMarked
package com.sealkloud.chat.planning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
