package com.sealkloud.chat.account;

import com.sealkloud.chat.text.Folding;

/** The text that a search for users matches: name and id, folded. */
public final class SearchName {

    /** The length of its column. Folding makes some rare characters longer. */
    private static final int LONGEST = 2_000;

    private SearchName() {}

    public static String of(String userId, String userName) {
        String folded = Folding.of(userName + " " + userId);
        return folded.substring(0, Math.min(folded.length(), LONGEST));
    }

    /**
     * @return a LIKE pattern, escaped with {@code !}, for users whose name or id contains this part
     */
    static String patternFor(String query) {
        return "%" + Folding.of(query).replaceAll("([!%_])", "!$1") + "%";
    }
}
