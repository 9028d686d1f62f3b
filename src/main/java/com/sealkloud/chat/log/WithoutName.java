package com.sealkloud.chat.log;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replaces somebody's name wherever an event has it beside their id: {@code senderName} beside
 * {@code senderId}, and so on.
 */
public record WithoutName(String userId, String replacement) implements Redaction {

    private static final String NAME = "Name";

    @Override
    public boolean apply(ObjectNode event) {
        return replaceIn(event);
    }

    private boolean replaceIn(JsonNode node) {
        boolean changed = false;
        if (node instanceof ObjectNode object) {
            for (String field : List.copyOf(object.propertyNames())) {
                if (isTheirs(object, field)) {
                    object.put(field, replacement);
                    changed = true;
                }
            }
        }
        for (JsonNode child : node.values()) {
            changed |= replaceIn(child);
        }
        return changed;
    }

    private boolean isTheirs(ObjectNode object, String field) {
        if (!field.endsWith(NAME)) {
            return false;
        }
        String id = field.substring(0, field.length() - NAME.length()) + "Id";
        return object.path(id).asString("").equals(userId)
                && !object.path(field).asString("").equals(replacement);
    }
}
