package com.sealkloud.chat.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import org.jspecify.annotations.Nullable;

/** What a ticket service is told of its request. */
sealed interface InboundAnswer {

    /**
     * It is committed.
     *
     * @param messageId of what was said; absent for other requests
     * @param seq of what was said; for other requests where the room's log ended after it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder("status")
    record Stored(@Nullable String messageId, long seq) implements InboundAnswer {

        @JsonProperty
        String status() {
            return "stored";
        }
    }

    /** It is not done, and sending it again would not change that. */
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
