package com.sealkloud.chat.change;

import com.sealkloud.chat.log.LogEntryId;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message as it is now, under the lock of its conversation.
 *
 * @param event as it stands in the log
 */
record Message(LogEntryId id, ObjectNode event) {

    String messageId() {
        return text("messageId");
    }

    String content() {
        return text("content");
    }

    boolean isOf(String userId) {
        return text("senderId").equals(userId);
    }

    /** A direct message has no kind, and is always written by somebody. */
    boolean isWritten() {
        String kind = event.path("kind").asString("text");
        return kind.equals("text") || kind.equals("note");
    }

    Instant sentAt() {
        return Instant.parse(text("timestamp"));
    }

    /** @return how many times it was edited */
    int revision() {
        return event.path("revision").asInt(0);
    }

    boolean isDeleted() {
        return event.path("deleted").asBoolean(false);
    }

    /** Its row was changed in the database; only deleting it is left. */
    boolean isUnreadable() {
        return event.path("unreadable").asBoolean(false);
    }

    List<String> mentions() {
        return event.path("mentions").valueStream().map(JsonNode::asString).toList();
    }

    private String text(String field) {
        return event.path(field).asString("");
    }
}
