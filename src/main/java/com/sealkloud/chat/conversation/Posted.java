package com.sealkloud.chat.conversation;

/**
 * A stored message.
 *
 * @param payload the event as JSON, as everybody gets it
 * @param isNew false if this very message had been stored before
 */
record Posted(String messageId, long seq, String payload, boolean isNew) {

    static Posted existing(LogEntry entry) {
        String messageId = entry.messageId();
        if (messageId == null) {
            throw new IllegalArgumentException("Not a message: " + entry.type());
        }
        return new Posted(messageId, entry.seq(), entry.payload(), false);
    }
}
