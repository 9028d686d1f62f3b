package com.sealkloud.chat.message;

/**
 * A stored message.
 *
 * @param payload the event as JSON, as everybody gets it
 * @param isNew false if this very message had been stored before
 */
public record Posted(String messageId, long seq, String payload, boolean isNew) {}
