package com.sealkloud.chat.people;

import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.Contact;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change of an account; null fields stay as they are. */
public record AccountChange(
        @Nullable String userName,
        @Nullable Role role,
        @Nullable Boolean enabled,
        @Nullable String password,
        Contact contact) {

    public AccountChange(
            @Nullable String userName, @Nullable Role role, @Nullable Boolean enabled, @Nullable String password) {
        this(userName, role, enabled, password, Contact.NONE);
    }

    /** @return what of it the account does not have already; a password is always new */
    AccountChange besides(Account account) {
        Person present = account.person();
        return new AccountChange(
                present.userName().equals(userName) ? null : userName,
                present.userRole() == role ? null : role,
                enabled == null || enabled == account.isEnabled() ? null : enabled,
                password,
                contact.besides(account.mail(), account.language()));
    }

    boolean isNothing() {
        return userName == null && role == null && enabled == null && password == null && contact.equals(Contact.NONE);
    }

    /**
     * Sessions know name and role, and end with the account. What is done to a password ends
     * log-ins by itself.
     */
    boolean concernsSessions() {
        return userName != null || role != null || enabled != null;
    }

    /** Whether people can do it to their own accounts as often as they like. */
    boolean isRepeatable() {
        return role == null && enabled == null;
    }

    /** For the log: without the password, names and addresses. */
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
        if (contact.mail() != null) {
            parts.add("mail set");
        }
        if (contact.language() != null) {
            parts.add("language set");
        }
        return parts.isEmpty() ? "nothing" : String.join(", ", parts);
    }

    /**
     * For the audit log: without the password, and without names and addresses, because they
     * would outlast a person whose data is erased.
     */
    Map<String, Object> audited(Account changed) {
        Map<String, Object> after = new LinkedHashMap<>(changed.audited());
        if (password != null) {
            after.put("password", "set");
        }
        if (userName != null) {
            after.put("name", "set");
        }
        if (contact.mail() != null) {
            after.put("mail", contact.mail().isEmpty() ? "removed" : "set");
        }
        return after;
    }

    /** Then all administrators are locked, before the account. */
    public boolean mayRemoveAnAdministrator() {
        return Boolean.FALSE.equals(enabled) || role != null && role != Role.ADMIN;
    }
}
