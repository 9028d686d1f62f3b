/** Lets features plan work from the events of tickets: after the commit, once for each event. */
@ApplicationModule(
        allowedDependencies = {"api", "conversation", "lifecycle", "log", "outbox", "room", "text", "ticket"})
@NullMarked
package com.sealkloud.chat.planning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
