package com.sealkloud.chat.erasure;

import com.sealkloud.chat.log.Redaction;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Replaces the titles of tickets in events that are no messages. */
record TitleRedaction(boolean isWanted, String replacement) implements Redaction {

    private static final List<String> FIELDS = List.of("title", "name");

    @Override
    public boolean apply(ObjectNode event) {
        ObjectNode data = dataOf(event);
        boolean isChanged = false;
        for (String field : FIELDS) {
            if (isWanted && data.has(field) && !data.path(field).asString("").equals(replacement)) {
                data.put(field, replacement);
                isChanged = true;
            }
        }
        return isChanged;
    }

    /** @return the event itself, which may stand in an envelope */
    static ObjectNode dataOf(ObjectNode event) {
        return event.path("data") instanceof ObjectNode data ? data : event;
    }
}
