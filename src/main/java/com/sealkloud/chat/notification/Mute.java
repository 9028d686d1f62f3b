package com.sealkloud.chat.notification;

/**
 * A user does not want to be notified of a conversation.
 *
 * @param mentions whether messages that mention them are still notified
 */
record Mute(String conversationId, boolean mentions) {}
