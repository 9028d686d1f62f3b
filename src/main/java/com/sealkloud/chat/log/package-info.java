/**
 * The log of a conversation: types of events, numbering and appending under the lock of its head,
 * history, catching up.
 */
@ApplicationModule(allowedDependencies = {"account", "api", "sql", "text"})
@NullMarked
package com.sealkloud.chat.log;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
