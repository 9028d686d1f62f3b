package com.sealkloud.chat.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;

/** Asks a client to compare: where its own last {@code seq} is lower, it has missed something. */
@JsonPropertyOrder("type")
record Sync(List<Head> conversations, Instant timestamp) {

    /** The end of a conversation's log. */
    record Head(String conversationId, long lastSeq) {}

    @JsonProperty
    String type() {
        return "sync";
    }
}
