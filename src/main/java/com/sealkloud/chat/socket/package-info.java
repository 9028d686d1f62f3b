/** One WebSocket: what it buffers in both directions, what one person's sockets may take of this node, and its threads. */
@ApplicationModule(allowedDependencies = {"api", "http"})
@NullMarked
package com.sealkloud.chat.socket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
