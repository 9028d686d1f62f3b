package com.sealkloud.chat.account;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to become different of an account; what is null stays. */
record AccountChange(
        @Nullable String userName,
        @Nullable Role role,
        @Nullable Boolean enabled,
        @Nullable String password) {

    /** For the log: never the password, nor the names, which are anybody's text. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (enabled != null) {
            parts.add(enabled ? "enabled" : "disabled");
        }
        if (role != null) {
            parts.add("role " + role.wireName());
        }
        if (password != null) {
            parts.add("password set");
        }
        if (userName != null) {
            parts.add("name set");
        }
        return parts.isEmpty() ? "nothing" : String.join(", ", parts);
    }

    boolean mayRemoveAnAdministrator() {
        return Boolean.FALSE.equals(enabled) || role != null && role != Role.ADMIN;
    }
}
