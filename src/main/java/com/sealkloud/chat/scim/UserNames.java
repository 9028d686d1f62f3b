package com.sealkloud.chat.scim;

import com.sealkloud.chat.account.AccountIds;
import java.util.Locale;

/** Names by which a provider knows its users, often mail addresses. Their case does not matter. */
final class UserNames {

    static final int LONGEST = 255;

    /** Takes the place of an issuer, of which SCIM knows none. */
    private static final String ISSUER = "scim";

    private UserNames() {}

    /** @return what is the same for names that differ in case only */
    static String key(String userName) {
        return userName.toLowerCase(Locale.ROOT);
    }

    /**
     * @return the key of a user who is called by the id of the account, while somebody else has a
     *     name that differs in case only. No name begins with a space.
     */
    static String keyOfId(String userId) {
        return " " + userId;
    }

    /** @return the id that an account of that name has, unless it is taken */
    static String accountId(String userName) {
        return AccountIds.isLegal(userName) ? userName : AccountIds.derivedFrom(ISSUER, userName);
    }

    /** @return what to call somebody whose name is not given: no address for everybody to see */
    static String shown(String userName) {
        int at = userName.indexOf('@');
        return at > 0 ? userName.substring(0, at) : userName;
    }
}
