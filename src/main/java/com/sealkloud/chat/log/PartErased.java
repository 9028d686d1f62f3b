package com.sealkloud.chat.log;

/**
 * Somebody's part in a conversation, or all that was said there, has been erased. Listeners are
 * told within a transaction, perhaps twice, and drop what was made of the conversation before.
 */
public record PartErased(String conversationId) {}
