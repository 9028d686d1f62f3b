package com.sealkloud.chat.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.api.Ids;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which event it is and whom it concerns, in place of an event that RabbitMQ is not to keep:
 * nothing that somebody has written, named or chosen. A node may publish events whose types it does
 * not know, so it looks at their JSON, and takes no text but what has the form of an id.
 *
 * @param messageId of a new message, or of the one that is changed
 * @param targetSeq of the message that is changed
 * @param userId who has read, reacted, come, gone or was erased
 * @param change what has happened to a ticket
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventReference(
        String type,
        @Nullable String messageId,
        @Nullable Long targetSeq,
        @Nullable String userId,
        @Nullable Long readSeq,
        @Nullable List<String> newMentions,
        @Nullable String attachmentId,
        @Nullable String requestId,
        @Nullable String change) {

    private static final Predicate<String> ID = Pattern.compile(Ids.PATTERN).asMatchPredicate();

    /** @param event as clients get it */
    static EventReference to(JsonNode event) {
        return new EventReference(
                event.path("type").asString(""),
                id(event, "messageId"),
                number(event, "targetSeq"),
                id(event, "userId"),
                number(event, "readSeq"),
                ids(event, "newMentions"),
                id(event, "attachmentId"),
                id(event, "requestId"),
                id(event, "change"));
    }

    private static @Nullable String id(JsonNode event, String field) {
        JsonNode value = event.path(field);
        return value.isString() && ID.test(value.stringValue()) ? value.stringValue() : null;
    }

    private static @Nullable List<String> ids(JsonNode event, String field) {
        List<String> ids = event.path(field)
                .valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .filter(ID)
                .toList();
        return ids.isEmpty() ? null : ids;
    }

    private static @Nullable Long number(JsonNode event, String field) {
        JsonNode value = event.path(field);
        return value.canConvertToLong() ? value.longValue() : null;
    }
}
