package com.sealkloud.chat.retention;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;

/**
 * {@code log_trimmed}: the events before one are gone. It can be lost; {@code sync} and every page
 * tell the same.
 */
@JsonPropertyOrder("type")
record LogTrimmedEvent(String conversationId, long firstSeq, Instant timestamp) {

    @JsonProperty
    String type() {
        return "log_trimmed";
    }
}
