package com.sealkloud.chat.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.text.Characters;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells one session what was refused.
 *
 * @param event what the client requested: the last part of the destination, or {@code subscribe}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder("type")
public record ErrorEvent(
        RefusalCode code,
        String message,
        String event,
        @Nullable String clientMessageId,
        @Nullable Long retryAfterMs,
        Instant timestamp) {

    /** No name known to the server is longer; a name invented by the client is not echoed. */
    private static final int LONGEST_NAME = 64;

    private static final int LONGEST_REASON = 500;

    public static ErrorEvent of(Refusal refusal, String event, @Nullable String clientMessageId) {
        Duration retryAfter = refusal.retryAfter();
        return new ErrorEvent(
                refusal.code(),
                Characters.upTo(refusal.reason(), LONGEST_REASON),
                event.length() <= LONGEST_NAME ? event : "",
                clientMessageId == null || clientMessageId.length() <= LONGEST_NAME ? clientMessageId : null,
                retryAfter == null ? null : retryAfter.toMillis(),
                Instant.now());
    }

    @JsonProperty
    String type() {
        return "error";
    }
}
