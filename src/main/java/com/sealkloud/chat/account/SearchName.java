package com.sealkloud.chat.account;

import com.sealkloud.chat.text.Folding;

/** What a search for people looks through: the name and the id of a person, folded. */
final class SearchName {

    /** Of its column. Folding makes some rare characters longer. */
    private static final int LONGEST = 2_000;

    private SearchName() {}

    static String of(String userId, String userName) {
        String folded = Folding.of(userName + " " + userId);
        return folded.substring(0, Math.min(folded.length(), LONGEST));
    }

    /** @return a LIKE pattern, escaped with {@code !}, for people whose name or id has this part */
    static String patternFor(String query) {
        return "%" + Folding.of(query).replaceAll("([!%_])", "!$1") + "%";
    }
}
