/**
 * One WebSocket: its buffers in both directions, its threads, and the share of one user's sockets
 * in this node.
 */
@ApplicationModule(allowedDependencies = {"api", "http"})
@NullMarked
package com.sealkloud.chat.socket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
