package com.sealkloud.chat.notification;

import com.sealkloud.chat.account.Person;
import java.util.regex.Pattern;

/** Finds people who are addressed in a message, as {@code @lena} or by their id. */
final class Mentions {

    private Mentions() {}

    static boolean of(Person person, String content) {
        return isAddressed(person.userId(), content) || isAddressed(person.userName(), content);
    }

    /** Not in the middle of a word: {@code me@lena.example} and {@code @lenard} are somebody else. */
    private static boolean isAddressed(String name, String content) {
        return Pattern.compile(
                        "(?<![\\p{L}\\p{N}_@.-])@" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_-])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(content)
                .find();
    }
}
