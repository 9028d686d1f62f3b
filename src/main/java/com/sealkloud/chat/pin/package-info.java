/**
 * Pinned messages of a conversation.
 *
 * <p>{@code PinnedMessages} pins and lists messages; {@code Pins} stores which ones, and adds it to
 * the messages that are read back ({@code AboutMessages} of {@code log}).
 */
@ApplicationModule(allowedDependencies = {"account", "api", "conversation", "log", "realtime", "sql"})
@NullMarked
package com.sealkloud.chat.pin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
