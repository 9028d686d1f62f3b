package com.sealkloud.chat.testing;

import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * An event that a client has received.
 *
 * @param destination as the MESSAGE frame names it
 */
public record Event(String destination, JsonNode json) {

    public String type() {
        return json.path("type").asString("");
    }

    /** @return the field's text; empty if it is missing or no text */
    public String text(String field) {
        return json.path(field).isString() ? json.path(field).stringValue() : "";
    }

    public long number(String field) {
        return json.required(field).longValue();
    }

    public long seq() {
        return number("seq");
    }

    public boolean has(String field) {
        return json.has(field);
    }

    public Set<String> fields() {
        return new TreeSet<>(json.propertyNames());
    }
}
