package com.sealkloud.chat.reading;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.sealkloud.chat.outbox.UnpublishedMark;
import java.time.Instant;

/**
 * Somebody has read up to and including {@code readSeq}; also the {@code read} event that clients
 * get.
 */
@JsonPropertyOrder("type")
public record ReadMoved(String conversationId, String userId, long readSeq, Instant timestamp) {

    @JsonProperty
    String type() {
        return "read";
    }

    UnpublishedMark mark() {
        return new ReadMark(conversationId, userId, readSeq);
    }
}
