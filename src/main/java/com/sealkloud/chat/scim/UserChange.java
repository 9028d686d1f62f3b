package com.sealkloud.chat.scim;

import com.sealkloud.chat.account.Contact;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.people.AccountChange;
import com.sealkloud.chat.text.OneLine;
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

    /** @return what of it is the account's */
    AccountChange ofAccount(@Nullable String shownName) {
        return new AccountChange(shownName, role, active, null, new Contact(mail, null));
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
    @Nullable
    String shownInsteadOf(StoredUser present) {
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
