package com.sealkloud.chat.scim;

import com.sealkloud.chat.account.Contact;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.api.BodyBinder;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.provider.ProviderRoles;
import com.sealkloud.chat.text.OneLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads users and patches (RFC 7644, section 3.5.2), as identity providers send them: names of
 * attributes in any case, booleans as strings, values of a patch with paths as their names.
 */
@Component
class UserReader {

    private static final Pattern PATH = Pattern.compile("([A-Za-z]\\w*)(?:\\[([^\\]]*)\\])?(?:\\.(\\w+))?");
    private static final Pattern MAIL = Pattern.compile(Contact.MAIL);
    private static final int LONGEST_ID = 255;
    private static final int MOST_OPERATIONS = 100;

    /** Of the schema of RFC 7643, but not kept here. */
    private static final Set<String> NOT_KEPT = Set.of(
            "schemas",
            "nickname",
            "profileurl",
            "title",
            "usertype",
            "preferredlanguage",
            "locale",
            "timezone",
            "password",
            "phonenumbers",
            "ims",
            "photos",
            "addresses",
            "entitlements",
            "x509certificates");

    private static final Set<String> READ_ONLY = Set.of("id", "meta", "groups");

    private final BodyBinder binder;
    private final JsonMapper json;
    private final ProviderRoles roles;

    UserReader(BodyBinder binder, JsonMapper json, ProviderRoles roles) {
        this.binder = binder;
        this.json = json;
        this.roles = roles;
    }

    /** Attributes that nobody may set, or that are unknown, are ignored, as RFC 7644 has it. */
    UserChange user(byte @Nullable [] body) {
        UserChange change = new UserChange();
        for (Map.Entry<String, JsonNode> property : object(body).properties()) {
            String name = property.getKey().toLowerCase(Locale.ROOT);
            if (!READ_ONLY.contains(name)) {
                set(change, name, null, property.getValue());
            }
        }
        return change;
    }

    UserChange patch(byte @Nullable [] body) {
        JsonNode operations = field(object(body), "operations");
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
        String op = text(field(operation, "op"), "op").toLowerCase(Locale.ROOT);
        JsonNode path = field(operation, "path");
        JsonNode value = field(operation, "value");
        switch (op) {
            case "add", "replace" -> {
                if (value == null) {
                    throw ScimFailure.invalidValue("The operation " + op + " needs a value.");
                }
                if (path != null && !path.isNull()) {
                    setAt(change, text(path, "path"), value);
                } else if (value.isObject()) {
                    value.properties().forEach(property -> setAt(change, property.getKey(), property.getValue()));
                } else {
                    throw ScimFailure.invalidValue("Without a path, the value must be an object of attributes.");
                }
            }
            case "remove" -> {
                if (path == null || path.isNull()) {
                    throw ScimFailure.noTarget("The operation remove needs a path.");
                }
                setAt(change, text(path, "path"), json.nullNode());
            }
            default -> throw ScimFailure.invalidSyntax("An operation is one of add, replace and remove.");
        }
    }

    /** @throws ScimFailure if a patch names what cannot be patched */
    private void setAt(UserChange change, String path, JsonNode value) {
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
            if (!set(change, name, sub == null ? null : sub.toLowerCase(Locale.ROOT), value)) {
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

    /** @return whether there is such an attribute */
    private boolean set(UserChange change, String name, @Nullable String sub, JsonNode value) {
        switch (name) {
            case "username" -> change.userName = required(value, "userName", UserNames.LONGEST);
            case "externalid" -> change.externalId = optional(value, "externalId", LONGEST_ID);
            case "displayname" -> change.displayName = required(value, "displayName", UserChange.LONGEST_DISPLAY_NAME);
            case "name" -> {
                return setName(change, sub, value);
            }
            case "active" -> change.active = bool(value);
            case "emails" -> change.mail = mail(values(value, sub));
            case "roles" -> change.role = role(values(value, sub));
            default -> {
                return NOT_KEPT.contains(name);
            }
        }
        return true;
    }

    private boolean setName(UserChange change, @Nullable String sub, JsonNode value) {
        if (sub == null) {
            if (value.isObject()) {
                value.properties()
                        .forEach(part -> setName(change, part.getKey().toLowerCase(Locale.ROOT), part.getValue()));
            } else if (!value.isNull()) {
                throw ScimFailure.invalidValue("name must be an object.");
            }
            return true;
        }
        switch (sub) {
            case "formatted" -> change.formatted = optional(value, "name.formatted", UserChange.LONGEST_DISPLAY_NAME);
            case "givenname" -> change.givenName = optional(value, "name.givenName", UserChange.LONGEST_DISPLAY_NAME);
            case "familyname" ->
                change.familyName = optional(value, "name.familyName", UserChange.LONGEST_DISPLAY_NAME);
            case "middlename", "honorificprefix", "honorificsuffix" -> {
                // Not kept.
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** @return the value that counts of each element, the most important element first */
    private static List<String> values(JsonNode value, @Nullable String sub) {
        if (sub != null && !sub.equals("value")) {
            // Its type, or whether it is the primary one, cannot be changed.
            throw ScimFailure.mutability("Only the value can be changed.");
        }
        List<String> values = new ArrayList<>();
        List<JsonNode> elements = value.isArray() ? List.copyOf(value.values()) : List.of(value);
        elements.stream().sorted(Comparator.comparing(UserReader::rank)).forEach(element -> {
            JsonNode found = element.isObject() ? field(element, "value") : element;
            if (found != null && !found.isNull()) {
                values.add(text(found, "value"));
            }
        });
        return values;
    }

    private static int rank(JsonNode element) {
        JsonNode primary = field(element, "primary");
        if (primary != null && primary.asString("").equalsIgnoreCase("true")) {
            return 0;
        }
        JsonNode type = field(element, "type");
        return type != null && type.asString("").equalsIgnoreCase(ScimUser.WORK) ? 1 : 2;
    }

    private static String mail(List<String> mails) {
        String mail = mails.isEmpty()
                ? ""
                : Objects.requireNonNull(Contact.normal(mails.get(0).strip()));
        if (!mail.isEmpty() && !MAIL.matcher(mail).matches()) {
            throw ScimFailure.invalidValue("emails has an address that cannot be used.");
        }
        return mail;
    }

    /** Somebody without a role has the default one; an unknown one is refused, not left out. */
    private Role role(List<String> names) {
        List<Role> known = names.stream().map(this::role).toList();
        return known.isEmpty()
                ? defaultRole()
                : ProviderRoles.highest(known.stream()).orElseThrow();
    }

    private Role role(String name) {
        return roles.find(name)
                .filter(role -> role != Role.SERVICE)
                .orElseThrow(() -> ScimFailure.invalidValue("The role '" + name
                        + "' is neither one of a user here nor mapped by chat.identity-provider.roles."));
    }

    Role defaultRole() {
        return roles.defaultRole().filter(role -> role != Role.SERVICE).orElse(Role.CLIENT);
    }

    private static @Nullable Boolean bool(JsonNode value) {
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

    private static String required(JsonNode value, String name, int longest) {
        String line = optional(value, name, longest);
        if (line.isEmpty()) {
            throw ScimFailure.invalidValue(name + " must not be blank.");
        }
        return line;
    }

    private static String optional(JsonNode value, String name, int longest) {
        String line = value.isNull() ? "" : OneLine.normal(text(value, name));
        String fault = line.isEmpty() ? null : OneLine.fault(line, longest);
        if (fault != null) {
            throw ScimFailure.invalidValue(name + " " + fault + ".");
        }
        return line;
    }

    private static String text(@Nullable JsonNode value, String name) {
        if (value == null || !value.isString()) {
            throw ScimFailure.invalidValue(name + " must be a string.");
        }
        return value.stringValue();
    }

    private JsonNode object(byte @Nullable [] body) {
        try {
            return binder.object(body == null ? new byte[0] : body);
        } catch (Refusal notAnObject) {
            throw ScimFailure.invalidSyntax(notAnObject.reason());
        }
    }

    private static @Nullable JsonNode field(JsonNode object, String name) {
        return object.properties().stream()
                .filter(property -> property.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static boolean isExtension(String path) {
        return withoutSchema(path).toLowerCase(Locale.ROOT).startsWith("urn:");
    }

    static String withoutSchema(String path) {
        String prefix = ScimUser.SCHEMA + ":";
        return path.regionMatches(true, 0, prefix, 0, prefix.length()) ? path.substring(prefix.length()) : path;
    }
}
