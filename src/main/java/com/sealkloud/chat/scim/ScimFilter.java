package com.sealkloud.chat.scim;

import com.sealkloud.chat.account.Contact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The part of SCIM's filters (RFC 7644, section 3.4.2.2) with which identity providers look for a
 * user: equalities, joined by {@code and}.
 */
final class ScimFilter {

    private static final Pattern EQUALITY = Pattern.compile(
            "\\s*([A-Za-z][\\w:.-]*(?:\\[[^\\]]*\\])?(?:\\.\\w+)?)\\s+(\\w+)\\s+(\"(?:[^\"\\\\]++|\\\\.)*+\"|true|false)\\s*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern AND = Pattern.compile("and\\s", Pattern.CASE_INSENSITIVE);

    /** Two names of the longest, each character of which is written as an escape, fit. */
    private static final int LONGEST = 4_000;

    /**
     * Each half has an index in PostgreSQL; a condition on the joined rows could use none. An
     * untouched account is called by its id only if nobody else has the name, and of several whose
     * ids differ in case one is, if possible the one that is written so: a userName is one user's.
     */
    private static final String NAMED = """
            a.user_id in (
                select user_id from scim_user where name_key = ?
                union
                select coalesce(max(case when user_id = ? then user_id end), min(user_id)) from account u
                where lower(user_id) = ? and user_role <> 'SERVICE' and erased_at is null
                    and not exists (select 1 from scim_user where user_id = u.user_id or name_key = ?))""";

    private static final String SUPPORTED =
            "only eq, joined by and, on id, userName, externalId, emails.value and active is supported";

    private ScimFilter() {}

    /**
     * One equality.
     *
     * @param attribute in lower case, because names of attributes have no case
     * @param value a boolean is {@code true} or {@code false}
     */
    record Equality(String attribute, String value) {}

    /** Further conditions on {@code account a} and {@code scim_user s}, and their parameters. */
    record Condition(String sql, List<Object> values) {

        static final Condition NONE = new Condition("", List.of());
    }

    /** @return whoever is called that */
    static Condition named(String userName) {
        String key = UserNames.key(userName);
        return new Condition(" and " + NAMED, List.of(key, userName, key, key));
    }

    /** @throws ScimFailure {@code invalidFilter} */
    static Condition condition(String filter, JsonMapper json) {
        StringBuilder sql = new StringBuilder();
        List<Object> values = new ArrayList<>();
        for (Equality equality : parse(filter, json)) {
            String value = equality.value();
            switch (equality.attribute()) {
                case "id" -> add(sql, values, "a.user_id = ?", value);
                case "username" -> {
                    Condition named = named(value);
                    sql.append(named.sql());
                    values.addAll(named.values());
                }
                case "externalid" -> add(sql, values, "s.external_id = ?", value);
                case "emails", "emails.value", "emails[type eq \"work\"].value" ->
                    add(sql, values, "a.mail = ?", Objects.requireNonNull(Contact.normal(value)));
                case "active" -> add(sql, values, "a.enabled = ?", isTrue(value));
                default -> throw unsupported();
            }
        }
        return new Condition(sql.toString(), values);
    }

    private static void add(StringBuilder sql, List<Object> values, String condition, Object value) {
        sql.append(" and ").append(condition);
        values.add(value);
    }

    private static boolean isTrue(String value) {
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw ScimFailure.invalidFilter("active is true or false.");
        }
        return Boolean.parseBoolean(value);
    }

    /** @throws ScimFailure {@code invalidFilter} */
    static List<Equality> parse(String filter, JsonMapper json) {
        if (filter.length() > LONGEST) {
            throw ScimFailure.invalidFilter("A filter has at most " + LONGEST + " characters.");
        }
        List<Equality> equalities = new ArrayList<>();
        Matcher equality = EQUALITY.matcher(filter);
        Matcher and = AND.matcher(filter);
        int at = 0;
        while (equality.region(at, filter.length()).lookingAt()) {
            if (!equality.group(2).equalsIgnoreCase("eq")) {
                throw unsupported();
            }
            equalities.add(new Equality(
                    UserReader.withoutSchema(equality.group(1)).toLowerCase(Locale.ROOT),
                    value(equality.group(3), json)));
            at = equality.end();
            if (at == filter.length()) {
                return equalities;
            }
            if (!and.region(at, filter.length()).lookingAt()) {
                break;
            }
            at = and.end();
        }
        throw unsupported();
    }

    private static String value(String written, JsonMapper json) {
        if (!written.startsWith("\"")) {
            return written.toLowerCase(Locale.ROOT);
        }
        try {
            return json.readValue(written, String.class);
        } catch (JacksonException e) {
            throw ScimFailure.invalidFilter("The filter has a value that is no valid JSON string.");
        }
    }

    private static ScimFailure unsupported() {
        return ScimFailure.invalidFilter("The filter is not understood: " + SUPPORTED + ".");
    }
}
