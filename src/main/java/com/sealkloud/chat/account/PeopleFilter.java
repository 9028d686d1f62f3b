package com.sealkloud.chat.account;

import static com.sealkloud.chat.sql.SqlValues.texts;

import com.sealkloud.chat.text.Folding;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A search for users, as a condition on {@code account a}: other packages join their tables to it.
 * Disabled accounts are excluded.
 *
 * @param query part of a name or id, compared as {@link Folding} folds it;
 *     empty for all
 * @param roles only users of these roles
 * @param seenRoles roles whose users are all visible to the caller
 * @param seenIds further users visible to the caller
 */
public record PeopleFilter(String query, Set<Role> roles, Set<Role> seenRoles, Set<String> seenIds) {

    /** Omits unused conditions, so that the database can use an index for the rest. */
    public String sql() {
        return "a.enabled and a.user_role = any(:roles)"
                + (seenIds.isEmpty()
                        ? " and a.user_role = any(:seenRoles)"
                        : " and (a.user_role = any(:seenRoles) or a.user_id = any(:seenIds))")
                + (query.isEmpty()
                        ? ""
                        : " and coalesce(a.search_name, lower(a.user_name || ' ' || a.user_id)) like :pattern escape '!'");
    }

    /** The values of the condition's parameters, by their names. */
    public Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        values.put("roles", names(roles));
        values.put("seenRoles", names(seenRoles));
        if (!seenIds.isEmpty()) {
            values.put("seenIds", texts(seenIds));
        }
        if (!query.isEmpty()) {
            values.put("pattern", Folding.patternFor(query));
        }
        return values;
    }

    private static Object names(Set<Role> roles) {
        return texts(roles.stream().map(Role::name).toList());
    }
}
