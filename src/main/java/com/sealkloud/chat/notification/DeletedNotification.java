package com.sealkloud.chat.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * Takes the place of a notification whose message was deleted, on devices that have to show
 * something: it has no words, and the device says in its own that there were some.
 *
 * @param seq of the notification whose place it takes
 */
@JsonPropertyOrder("type")
record DeletedNotification(String conversationId, long seq, String tag, String url, boolean deleted) {

    static DeletedNotification of(String conversationId, long seq, long messageSeq) {
        return new DeletedNotification(
                conversationId,
                seq,
                DesktopNotification.tagOf(conversationId),
                DesktopNotification.urlOf(conversationId, messageSeq),
                true);
    }

    @JsonProperty
    String type() {
        return "notification";
    }
}
