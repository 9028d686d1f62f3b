package com.sealkloud.chat.account;

import com.sealkloud.chat.text.Characters;
import com.sealkloud.chat.text.Folding;

/** The text that a search for users matches: name and id, folded. */
public final class SearchName {

    /** The length of its column. Folding makes some rare characters longer. */
    private static final int LONGEST = 2_000;

    private SearchName() {}

    public static String of(String userId, String userName) {
        return Characters.upTo(Folding.of(userName + " " + userId), LONGEST);
    }

    /**
     * @return a LIKE pattern, escaped with {@code !}, for users whose name or id contains this part
     */
    static String patternFor(String query) {
        return "%" + Folding.of(query).replaceAll("([!%_])", "!$1") + "%";
    }
}
