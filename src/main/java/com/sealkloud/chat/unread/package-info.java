/** Marking a conversation as unread from a message on. */
@ApplicationModule(allowedDependencies = {"account", "api", "conversation", "fanout", "realtime", "session"})
@NullMarked
package com.sealkloud.chat.unread;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
