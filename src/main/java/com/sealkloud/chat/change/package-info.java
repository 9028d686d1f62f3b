/** What happens to messages after they were sent: edits, deletion, reactions. */
@ApplicationModule(allowedDependencies = {"account", "api", "audit", "conversation", "log", "realtime", "sql", "text"})
@NullMarked
package com.sealkloud.chat.change;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
