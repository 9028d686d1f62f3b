/**
 * The STOMP sessions of this node: their subscriptions and rights, and the frames written to them
 * directly.
 */
@ApplicationModule(allowedDependencies = {"api", "epoch", "http", "lifecycle", "socket", "text"})
@NullMarked
package com.sealkloud.chat.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
