/** Who is typing to whom: forwarded, never stored, and ended by itself. */
@ApplicationModule(allowedDependencies = {"account", "api", "conversation", "fanout", "realtime", "session"})
@NullMarked
package com.sealkloud.chat.typing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
