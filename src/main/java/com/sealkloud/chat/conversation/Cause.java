package com.sealkloud.chat.conversation;

import org.jspecify.annotations.Nullable;

/**
 * Who has brought an event about.
 *
 * @param correlationId what a program called its request; it stands in the event's envelope
 */
record Cause(String actorId, @Nullable String correlationId) {}
