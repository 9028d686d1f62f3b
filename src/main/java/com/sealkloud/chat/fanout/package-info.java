/**
 * Delivers an event to all subscribers of its topic: one encoded frame for all sessions of this
 * node.
 */
@ApplicationModule(allowedDependencies = "session")
@NullMarked
package com.sealkloud.chat.fanout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
