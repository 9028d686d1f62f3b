package com.sealkloud.chat.notification;

import com.sealkloud.chat.log.LogEntryId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the listener needs of an event of {@code chat.events}. */
sealed interface IncomingEvent {

    /** A message was stored. The log contains it. */
    record MessageCreated(LogEntryId position, Instant occurredAt) implements IncomingEvent {}

    /** The words of a message were replaced, and mention people whom those before did not. */
    record MentionsAdded(LogEntryId position, long messageSeq, List<String> userIds, Instant occurredAt)
            implements IncomingEvent {}

    /** A user has read up to and including {@code readSeq}. */
    record MessageRead(String conversationId, String userId, long readSeq) implements IncomingEvent {}

    /** The words of a message were taken away. */
    record MessageDeleted(LogEntryId position) implements IncomingEvent {}

    /** An event of an unknown type. */
    record Unknown(String type) implements IncomingEvent {}

    /** @throws BrokenEventException if it is not an envelope, or lacks what its type needs */
    static IncomingEvent parse(byte[] envelope, JsonMapper json) {
        try {
            JsonNode event = json.readTree(new String(envelope, StandardCharsets.UTF_8));
            return switch (event.required("type").stringValue()) {
                case "message.created" ->
                    new MessageCreated(
                            position(event),
                            Instant.parse(event.required("occurredAt").stringValue()));
                case "message.edited" ->
                    new MentionsAdded(
                            position(event),
                            details(event).required("targetSeq").longValue(),
                            details(event)
                                    .path("newMentions")
                                    .valueStream()
                                    .map(JsonNode::stringValue)
                                    .toList(),
                            Instant.parse(event.required("occurredAt").stringValue()));
                case "message.deleted" ->
                    new MessageDeleted(new LogEntryId(
                            event.required("conversationId").stringValue(),
                            details(event).required("targetSeq").longValue()));
                case "message.read" ->
                    new MessageRead(
                            event.required("conversationId").stringValue(),
                            details(event).required("userId").stringValue(),
                            details(event).required("readSeq").longValue());
                default -> new Unknown(event.required("type").stringValue());
            };
        } catch (JacksonException | DateTimeParseException e) {
            throw new BrokenEventException(e);
        }
    }

    /** RabbitMQ may have been given a reference in place of the event. */
    private static JsonNode details(JsonNode event) {
        return event.has("reference") ? event.required("reference") : event.required("data");
    }

    private static LogEntryId position(JsonNode event) {
        return new LogEntryId(
                event.required("conversationId").stringValue(),
                event.required("seq").longValue());
    }
}
