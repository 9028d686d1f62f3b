/** What follows later from the events of tickets: planned behind the sender's transaction, exactly once. */
@ApplicationModule(allowedDependencies = {"api", "conversation", "lifecycle", "text"})
@NullMarked
package com.sealkloud.chat.planning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
