/**
 * Marking a conversation as unread from a message on.
 *
 * <p>{@code UnreadMarking} has {@code UnreadMarks} put the read mark of one member back, and tells
 * this member's devices. What others see of their reading is a column of its own.
 */
@ApplicationModule(allowedDependencies = {"account", "api", "conversation", "fanout", "realtime", "session"})
@NullMarked
package com.sealkloud.chat.unread;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
