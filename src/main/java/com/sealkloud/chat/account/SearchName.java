package com.sealkloud.chat.account;

import com.sealkloud.chat.text.Folding;

/** The text that a search for users matches: name and id, folded. */
public final class SearchName {

    /** The length of its column. */
    private static final int LONGEST = 2_000;

    private SearchName() {}

    public static String of(String userId, String userName) {
        return Folding.of(userName + " " + userId, LONGEST);
    }
}
