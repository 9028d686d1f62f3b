/** What is said by itself in the rooms of tickets: on a status, a first message, outside of business hours, when nobody answers. */
@ApplicationModule(
        allowedDependencies = {"account", "api", "conversation", "due", "lifecycle", "planning", "sql", "text"})
@NullMarked
package com.sealkloud.chat.automation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
