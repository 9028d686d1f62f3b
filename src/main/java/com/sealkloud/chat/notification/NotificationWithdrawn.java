package com.sealkloud.chat.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;

/**
 * The person has read, on whatever device, what a notification shows: it can go.
 *
 * @param readSeq a notification of this conversation with a greater {@code seq} stays
 */
@JsonPropertyOrder("type")
record NotificationWithdrawn(String conversationId, long readSeq, String tag, Instant timestamp) {

    @JsonProperty
    String type() {
        return "notification_withdrawn";
    }
}
