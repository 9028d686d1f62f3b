package com.sealkloud.chat.sync;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;

/**
 * Asks a client to compare: where its own last {@code seq} is lower, it has missed something.
 *
 * @param epoch of which state of the database this is: a client that knows another one forgets it
 */
@JsonPropertyOrder("type")
record Sync(String epoch, List<Head> conversations, Instant timestamp) {

    /** Both ends of a conversation's log. */
    record Head(String conversationId, long firstSeq, long lastSeq) {}

    @JsonProperty
    String type() {
        return "sync";
    }
}
