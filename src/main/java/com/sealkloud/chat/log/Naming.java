package com.sealkloud.chat.log;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Whether an event, or a request of a program, names a person: by their id in a field that holds
 * people's ids. The same text may also be what somebody has written, a name, a word of the
 * protocol, or the name of a field.
 */
public record Naming(String userId) {

    /** Fields with people's ids that are not called {@code …Id}, {@code …Ids} or {@code …By}. */
    private static final Set<String> PEOPLE = Set.of("people", "mentions", "newMentions");

    /** Holds a person's id in its {@code id}; elsewhere a program may choose one. */
    private static final String ACTOR = "actor";

    /** Ids of all else. Programs choose those of tickets, and clients those of their messages. */
    static final Set<String> OTHER_IDS = Set.of(
            "messageId",
            "clientMessageId",
            "conversationId",
            "roomId",
            "ticketId",
            "ticketRoomId",
            "requestId",
            "handoverId",
            "eventId",
            "correlationId",
            "notificationId",
            "attachmentId",
            "attachmentIds");

    public boolean isIn(JsonNode event) {
        for (Map.Entry<String, JsonNode> field : event.properties()) {
            JsonNode value = field.getValue();
            if (holdsPeople(field.getKey()) && (isTheirs(value) || anyIsTheirs(value)) || isIn(value)) {
                return true;
            }
            if (field.getKey().equals(ACTOR) && isTheirs(value.path("id"))) {
                return true;
            }
        }
        return event.isArray() && event.valueStream().anyMatch(this::isIn);
    }

    private static boolean holdsPeople(String field) {
        boolean isIdOfSomething = field.endsWith("Id") || field.endsWith("Ids") || field.endsWith("By");
        return isIdOfSomething && !OTHER_IDS.contains(field) || PEOPLE.contains(field);
    }

    private boolean anyIsTheirs(JsonNode values) {
        return values.isArray() && values.valueStream().anyMatch(this::isTheirs);
    }

    private boolean isTheirs(JsonNode value) {
        return value.isString() && value.stringValue().equals(userId);
    }
}
