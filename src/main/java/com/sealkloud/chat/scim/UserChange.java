package com.sealkloud.chat.scim;

import com.sealkloud.chat.account.Contact;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.people.AccountChange;
import com.sealkloud.chat.provider.ProviderRoles;
import com.sealkloud.chat.text.OneLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a body wants of a user. What is null was not named, and stays as it is; an empty text is to
 * be removed.
 */
final class UserChange {

    static final int LONGEST_DISPLAY_NAME = 100;

    @Nullable
    String userName;

    @Nullable
    String externalId;

    @Nullable
    String displayName;

    @Nullable
    String formatted;

    @Nullable
    String givenName;

    @Nullable
    String familyName;

    @Nullable
    String mail;

    @Nullable
    Boolean active;

    @Nullable
    Role role;

    /** One to have beside the present role, of which the higher counts. */
    private @Nullable Role furtherRole;

    /** An address to have beside the present one, which counts if there is one. */
    private @Nullable String furtherMail;

    void setRole(Role only) {
        role = only;
        furtherRole = null;
    }

    void addRole(Role further) {
        if (role == null) {
            furtherRole = higher(furtherRole, further);
        } else {
            role = higher(role, further);
        }
    }

    void setMail(String only) {
        mail = only;
        furtherMail = null;
    }

    /** @param isFirst whether it is to be the primary address, or that of work */
    void addMail(String further, boolean isFirst) {
        if (isFirst || mail != null && mail.isEmpty()) {
            setMail(further);
        } else if (mail == null && furtherMail == null) {
            furtherMail = further;
        }
    }

    private static Role higher(@Nullable Role one, Role other) {
        return ProviderRoles.highest(Stream.of(one, other).filter(Objects::nonNull))
                .orElse(other);
    }

    /** Whether all administrators are to be locked, which is before the user is. */
    boolean mayRemoveAnAdministrator() {
        return new AccountChange(null, role == null ? furtherRole : role, active, null).mayRemoveAnAdministrator();
    }

    /** @return what of it is the account's */
    AccountChange ofAccount(StoredUser present) {
        Role wantedRole = role != null || furtherRole == null ? role : higher(present.role(), furtherRole);
        String wantedMail = mail != null || present.mail() != null ? mail : furtherMail;
        return new AccountChange(shownInsteadOf(present), wantedRole, active, null, new Contact(wantedMail, null));
    }

    /** @return the names of what of it only SCIM keeps, where it differs from what is kept */
    List<String> changed(StoredUser present) {
        List<String> names = new ArrayList<>();
        if (userName != null && !userName.equals(present.userName())) {
            names.add("userName");
        }
        if (!Objects.equals(external(present), present.externalId())) {
            names.add("externalId");
        }
        if (!Objects.equals(given(present), present.givenName())) {
            names.add("name.givenName");
        }
        if (!Objects.equals(family(present), present.familyName())) {
            names.add("name.familyName");
        }
        return names;
    }

    /** @return the names of what of a new user only SCIM keeps */
    List<String> kept() {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        values.put("userName", userName);
        values.put("externalId", externalId);
        values.put("name.givenName", givenName);
        values.put("name.familyName", familyName);
        values.values().removeIf(value -> orNull(value) == null);
        return List.copyOf(values.keySet());
    }

    /** @return what a new user of that name is called */
    String shownAs(String name) {
        return Stream.of(displayName, formatted, composed(givenName, familyName))
                .filter(given -> given != null && !given.isEmpty())
                .findFirst()
                .map(UserChange::cut)
                .orElseGet(() -> cut(UserNames.shown(name)));
    }

    /**
     * @return what the user is called from now on, or null if that does not change. A name in two
     *     parts changes it where it has been made of them.
     */
    private @Nullable String shownInsteadOf(StoredUser present) {
        if (displayName != null) {
            return displayName;
        }
        if (formatted != null && !formatted.isEmpty()) {
            return formatted;
        }
        if (givenName == null && familyName == null) {
            return null;
        }
        boolean isComposed = present.displayName().equals(cut(composed(present.givenName(), present.familyName())))
                || present.displayName().equals(UserNames.shown(present.userName()));
        String name = composed(given(present), family(present));
        return isComposed && !name.isEmpty() ? cut(name) : null;
    }

    @Nullable
    String external(StoredUser present) {
        return externalId == null ? present.externalId() : orNull(externalId);
    }

    @Nullable
    String given(StoredUser present) {
        return givenName == null ? present.givenName() : orNull(givenName);
    }

    @Nullable
    String family(StoredUser present) {
        return familyName == null ? present.familyName() : orNull(familyName);
    }

    static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static String composed(@Nullable String given, @Nullable String family) {
        return Stream.of(given, family)
                .filter(Objects::nonNull)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String cut(String name) {
        return OneLine.of(name, LONGEST_DISPLAY_NAME);
    }
}
