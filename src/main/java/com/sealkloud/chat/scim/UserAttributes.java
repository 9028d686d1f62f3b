package com.sealkloud.chat.scim;

import com.sealkloud.chat.account.Contact;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.provider.ProviderRoles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Which attributes of SCIM users are kept (RFC 7643, section 4.1), and what values they take. */
@Component
class UserAttributes {

    private static final Pattern MAIL = Pattern.compile(Contact.MAIL);
    private static final int LONGEST_ID = 255;

    /** The rank of what is neither the primary value nor that of work. */
    private static final int OTHER = 2;

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

    private final ProviderRoles roles;

    UserAttributes(ProviderRoles roles) {
        this.roles = roles;
    }

    /**
     * @param name in lower case
     * @param sub of an attribute that has parts, in lower case; null for all of it
     * @param value null, in JSON, removes it
     * @return whether there is such an attribute
     * @throws ScimFailure {@code invalidValue} or {@code mutability}
     */
    boolean set(UserChange change, String name, @Nullable String sub, JsonNode value) {
        switch (name) {
            case "username" -> change.userName = ScimValues.required(value, "userName", UserNames.LONGEST);
            case "externalid" -> change.externalId = ScimValues.optional(value, "externalId", LONGEST_ID);
            case "displayname" ->
                change.displayName = ScimValues.required(value, "displayName", UserChange.LONGEST_DISPLAY_NAME);
            case "name" -> {
                return setName(change, sub, value);
            }
            case "active" -> change.active = ScimValues.bool(value);
            case "emails" -> change.setMail(mail(values(value, sub)));
            case "roles" -> change.setRole(role(values(value, sub)));
            default -> {
                return NOT_KEPT.contains(name);
            }
        }
        return true;
    }

    /**
     * Adds to the values that there are, of which one is kept: the highest role, and the primary
     * address or that of work. An attribute of one value is set.
     *
     * @return whether there is such an attribute
     * @throws ScimFailure {@code invalidValue} or {@code mutability}
     */
    boolean add(UserChange change, String name, JsonNode value) {
        switch (name) {
            case "emails" -> {
                List<JsonNode> elements = elements(value);
                List<String> mails = values(value, null);
                if (!mails.isEmpty()) {
                    change.addMail(mail(mails), rank(elements.get(0)) < OTHER);
                }
            }
            case "roles" -> values(value, null).forEach(role -> change.addRole(role(role)));
            default -> {
                return set(change, name, null, value);
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
            case "formatted" ->
                change.formatted = ScimValues.optional(value, "name.formatted", UserChange.LONGEST_DISPLAY_NAME);
            case "givenname" ->
                change.givenName = ScimValues.optional(value, "name.givenName", UserChange.LONGEST_DISPLAY_NAME);
            case "familyname" ->
                change.familyName = ScimValues.optional(value, "name.familyName", UserChange.LONGEST_DISPLAY_NAME);
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
        for (JsonNode element : elements(value)) {
            JsonNode found = element.isObject() ? ScimValues.field(element, "value") : element;
            if (found != null && !found.isNull()) {
                values.add(ScimValues.text(found, "value"));
            }
        }
        return values;
    }

    private static List<JsonNode> elements(JsonNode value) {
        Stream<JsonNode> elements = value.isArray() ? value.values().stream() : Stream.of(value);
        return elements.sorted(Comparator.comparing(UserAttributes::rank)).toList();
    }

    private static int rank(JsonNode element) {
        JsonNode primary = ScimValues.field(element, "primary");
        if (primary != null && primary.asString("").equalsIgnoreCase("true")) {
            return 0;
        }
        JsonNode type = ScimValues.field(element, "type");
        return type != null && type.asString("").equalsIgnoreCase(ScimUser.WORK) ? 1 : OTHER;
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
}
