package com.sealkloud.chat.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import org.jspecify.annotations.Nullable;

/** The answer to a ticket service's request. */
sealed interface InboundAnswer {

    /**
     * The request is committed.
     *
     * @param messageId of the posted message; absent for other requests
     * @param seq of the posted message; for other requests the end of the room's log
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder("status")
    record Stored(@Nullable String messageId, long seq) implements InboundAnswer {

        @JsonProperty
        String status() {
            return "stored";
        }
    }

    /** The request is refused, and a repetition would be too. */
    @JsonPropertyOrder("status")
    record Refused(RefusalCode code, String message) implements InboundAnswer {

        static Refused of(Refusal refusal) {
            return new Refused(refusal.code(), refusal.reason());
        }

        @JsonProperty
        String status() {
            return "refused";
        }
    }
}
