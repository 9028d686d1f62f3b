package com.sealkloud.chat.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A durable event as {@code chat.events} carries it.
 *
 * @param eventId the same each time the event is delivered: what a consumer recognises repetitions
 *     by
 * @param type the routing key, such as {@code message.created}
 * @param seq absent for read states, which have no place in the log
 * @param correlationId what the program called its request, if one has brought the event about
 * @param data the event as clients get it; null in an envelope without words
 * @param reference in its place
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventEnvelope(
        String eventId,
        String type,
        int version,
        Instant occurredAt,
        String conversationId,
        @Nullable String roomId,
        @Nullable String ticketId,
        @Nullable Long seq,
        Actor actor,
        @Nullable String correlationId,
        @JsonRawValue @Nullable String data,
        @Nullable EventReference reference) {

    static final int VERSION = 1;

    /** Who caused it; the service itself has no role. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Actor(String id, @Nullable String role) {}

    /** @return the same without words */
    EventEnvelope referringTo(JsonNode event) {
        return new EventEnvelope(
                eventId,
                type,
                version,
                occurredAt,
                conversationId,
                roomId,
                ticketId,
                seq,
                actor,
                correlationId,
                null,
                EventReference.to(event));
    }
}
