package com.sealkloud.chat.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;

/**
 * The user has read the message of a notification on some device: it can be closed.
 *
 * @param readSeq a notification of this conversation with a greater {@code seq} remains
 */
@JsonPropertyOrder("type")
record NotificationWithdrawn(String conversationId, long readSeq, String tag, Instant timestamp) {

    @JsonProperty
    String type() {
        return "notification_withdrawn";
    }
}
