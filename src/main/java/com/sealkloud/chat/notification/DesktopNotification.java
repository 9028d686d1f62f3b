package com.sealkloud.chat.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.conversation.ConversationKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notification of a message.
 *
 * @param notificationId the same when it is repeated
 * @param body a line of plain text; empty if the user wants no previews
 * @param tag the same for a whole conversation: a new notification replaces the previous one
 * @param url the address of the message, relative to the page's address
 * @param sound the name of a sound; null for none
 * @param conversationKind lets a page mark an internal note
 * @param unreadTotal unread messages over all conversations
 */
@JsonPropertyOrder("type")
record DesktopNotification(
        String notificationId,
        String title,
        String body,
        String tag,
        String url,
        @Nullable Sound sound,
        String conversationId,
        ConversationKind conversationKind,
        String messageId,
        long seq,
        String senderId,
        String senderName,
        Role senderRole,
        long unreadTotal,
        Instant timestamp) {

    @JsonProperty
    String type() {
        return "notification";
    }

    static String urlOf(String conversationId, long seq) {
        return "/#/c/" + conversationId + "/" + seq;
    }

    static String tagOf(String conversationId) {
        return "chat-" + conversationId;
    }
}
