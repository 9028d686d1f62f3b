package com.sealkloud.chat.scim;

import com.sealkloud.chat.api.BodyBinder;
import com.sealkloud.chat.api.Refusal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads users and patches (RFC 7644, section 3.5.2), as identity providers send them: names of
 * attributes in any case, values of a patch with paths as their names.
 */
@Component
class UserReader {

    private static final Pattern PATH = Pattern.compile("([A-Za-z]\\w*)(?:\\[([^\\]]*)\\])?(?:\\.(\\w+))?");
    private static final int LONGEST_PATH = 1_000;
    private static final int MOST_OPERATIONS = 100;

    private static final Set<String> READ_ONLY = Set.of("id", "meta", "groups");

    private final BodyBinder binder;
    private final JsonMapper json;
    private final UserAttributes attributes;

    UserReader(BodyBinder binder, JsonMapper json, UserAttributes attributes) {
        this.binder = binder;
        this.json = json;
        this.attributes = attributes;
    }

    /** Attributes that nobody may set, or that are unknown, are ignored, as RFC 7644 has it. */
    UserChange user(byte @Nullable [] body) {
        UserChange change = new UserChange();
        for (Map.Entry<String, JsonNode> property : object(body).properties()) {
            String name = property.getKey().toLowerCase(Locale.ROOT);
            if (!READ_ONLY.contains(name)) {
                attributes.set(change, name, null, property.getValue());
            }
        }
        return change;
    }

    UserChange patch(byte @Nullable [] body) {
        JsonNode operations = ScimValues.field(object(body), "operations");
        if (operations == null || !operations.isArray() || operations.isEmpty()) {
            throw ScimFailure.invalidSyntax("Operations must be an array of operations.");
        }
        if (operations.size() > MOST_OPERATIONS) {
            throw ScimFailure.invalidSyntax("A patch has at most " + MOST_OPERATIONS + " operations.");
        }
        UserChange change = new UserChange();
        for (JsonNode operation : operations.values()) {
            apply(change, operation);
        }
        return change;
    }

    private void apply(UserChange change, JsonNode operation) {
        String op = ScimValues.text(ScimValues.field(operation, "op"), "op").toLowerCase(Locale.ROOT);
        JsonNode path = ScimValues.field(operation, "path");
        JsonNode value = ScimValues.field(operation, "value");
        switch (op) {
            case "add", "replace" -> {
                if (value == null) {
                    throw ScimFailure.invalidValue("The operation " + op + " needs a value.");
                }
                if (path != null && !path.isNull()) {
                    setAt(change, ScimValues.text(path, "path"), value, op.equals("add"));
                } else if (value.isObject()) {
                    value.properties()
                            .forEach(property ->
                                    setAt(change, property.getKey(), property.getValue(), op.equals("add")));
                } else {
                    throw ScimFailure.invalidValue("Without a path, the value must be an object of attributes.");
                }
            }
            case "remove" -> {
                if (path == null || path.isNull()) {
                    throw ScimFailure.noTarget("The operation remove needs a path.");
                }
                setAt(change, ScimValues.text(path, "path"), json.nullNode(), false);
            }
            default -> throw ScimFailure.invalidSyntax("An operation is one of add, replace and remove.");
        }
    }

    /**
     * @param isAdded to the values that there are, unless the path chooses one of them
     * @throws ScimFailure if a patch names what cannot be patched
     */
    private void setAt(UserChange change, String path, JsonNode value, boolean isAdded) {
        if (path.length() > LONGEST_PATH) {
            throw ScimFailure.invalidPath("A path has at most " + LONGEST_PATH + " characters.");
        }
        if (isExtension(path)) {
            return;
        }
        Matcher parts = PATH.matcher(withoutSchema(path));
        if (!parts.matches()) {
            throw ScimFailure.invalidPath("The path " + path + " is not understood.");
        }
        String name = parts.group(1).toLowerCase(Locale.ROOT);
        if (READ_ONLY.contains(name)) {
            throw ScimFailure.mutability("The attribute " + parts.group(1) + " cannot be changed.");
        }
        String sub = parts.group(3);
        if (parts.group(2) == null || isKept(parts.group(2))) {
            boolean isKnown = isAdded && parts.group(2) == null && sub == null
                    ? attributes.add(change, name, value)
                    : attributes.set(change, name, sub == null ? null : sub.toLowerCase(Locale.ROOT), value);
            if (!isKnown) {
                throw ScimFailure.invalidPath("There is no attribute " + path + ".");
            }
        }
    }

    /** @return whether that part of a list of values is the one value that is kept of it */
    private boolean isKept(String filter) {
        return ScimFilter.parse(filter, json).stream().allMatch(equality -> switch (equality.attribute()) {
            case "type" -> equality.value().equalsIgnoreCase(ScimUser.WORK);
            case "primary" -> equality.value().equalsIgnoreCase("true");
            default -> throw ScimFailure.invalidFilter("Values can be chosen by type and primary only.");
        });
    }

    private JsonNode object(byte @Nullable [] body) {
        try {
            return binder.object(body == null ? new byte[0] : body);
        } catch (Refusal notAnObject) {
            throw ScimFailure.invalidSyntax(notAnObject.reason());
        }
    }

    private static boolean isExtension(String path) {
        return withoutSchema(path).toLowerCase(Locale.ROOT).startsWith("urn:");
    }

    static String withoutSchema(String path) {
        String prefix = ScimUser.SCHEMA + ":";
        return path.regionMatches(true, 0, prefix, 0, prefix.length()) ? path.substring(prefix.length()) : path;
    }
}
