/**
 * The log of a conversation: the types of events, appending them under the lock of its head, and
 * reading them for history and catching up.
 */
@ApplicationModule(allowedDependencies = {"account", "api", "epoch", "sql", "text"})
@NullMarked
package com.sealkloud.chat.log;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
