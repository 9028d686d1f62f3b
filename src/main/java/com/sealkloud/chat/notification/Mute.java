package com.sealkloud.chat.notification;

/**
 * Somebody does not want to be notified of a conversation.
 *
 * @param mentions whether messages that mention them pass all the same
 */
record Mute(String conversationId, boolean mentions) {}
