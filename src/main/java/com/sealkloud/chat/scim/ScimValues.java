package com.sealkloud.chat.scim;

import com.sealkloud.chat.text.OneLine;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads JSON as identity providers write it: names in any case, booleans as strings. */
final class ScimValues {

    private ScimValues() {}

    static @Nullable JsonNode field(JsonNode object, String name) {
        return object.properties().stream()
                .filter(property -> property.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    static @Nullable Boolean bool(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        String text = value.isString() ? value.stringValue().toLowerCase(Locale.ROOT) : "";
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ScimFailure.invalidValue("active must be true or false.");
        };
    }

    static String required(JsonNode value, String name, int longest) {
        String line = optional(value, name, longest);
        if (line.isEmpty()) {
            throw ScimFailure.invalidValue(name + " must not be blank.");
        }
        return line;
    }

    /** @return empty if it is removed */
    static String optional(JsonNode value, String name, int longest) {
        String line = value.isNull() ? "" : OneLine.normal(text(value, name));
        String fault = line.isEmpty() ? null : OneLine.fault(line, longest);
        if (fault != null) {
            throw ScimFailure.invalidValue(name + " " + fault + ".");
        }
        return line;
    }

    static String text(@Nullable JsonNode value, String name) {
        if (value == null || !value.isString()) {
            throw ScimFailure.invalidValue(name + " must be a string.");
        }
        return value.stringValue();
    }
}
