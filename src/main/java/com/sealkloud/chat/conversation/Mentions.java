package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.text.Characters;
import com.sealkloud.chat.text.PlainText;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds users mentioned in a message, as {@code @lena} or by their id. The longest matching name
 * counts. Code and addresses contain no mentions.
 */
final class Mentions {

    /** How many people a message can mention. */
    static final int MOST = 50;

    /** Further signs are not looked at: each costs a comparison for every length of a name. */
    private static final int MOST_SIGNS = 500;

    /**
     * Not within a word, a mail address or a path: {@code me@lena.example}, {@code me+x@lena} and
     * {@code blog.example/@lena} are not mentions.
     */
    private static final Pattern SIGN =
            Pattern.compile("(?=@)(?<![\\p{L}\\p{M}\\p{N}_@.+%=&#-])(?<![\\p{L}\\p{N}]\\.[^\\s]{1,100}/)@");

    private static final Pattern GOES_ON = Pattern.compile("[\\p{L}\\p{M}\\p{N}_@-]|\\.[\\p{L}\\p{N}]");

    private Mentions() {}

    /**
     * @param people asked for only if the text can have mentions
     * @return the ids of the mentioned ones among these, in the order of the text
     */
    static List<String> in(String content, Supplier<? extends Collection<Person>> people) {
        if (content.indexOf('@') < 0) {
            return List.of();
        }
        String text = folded(PlainText.prose(Characters.repaired(content)));
        Matcher sign = SIGN.matcher(text);
        return sign.find() ? in(text, sign.reset(), people.get()) : List.of();
    }

    private static List<String> in(String text, Matcher sign, Collection<Person> people) {
        Map<String, Set<String>> idsByName = new HashMap<>();
        for (Person person : people) {
            Stream.of(person.userId(), person.userName())
                    .map(Mentions::folded)
                    .filter(name -> !name.isBlank())
                    .forEach(name -> idsByName
                            .computeIfAbsent(name, unknown -> new TreeSet<>())
                            .add(person.userId()));
        }
        List<Integer> lengths = idsByName.keySet().stream()
                .map(String::length)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        Set<String> mentioned = new LinkedHashSet<>();
        for (int count = 0; count < MOST_SIGNS && mentioned.size() < MOST && sign.find(); count++) {
            mentioned.addAll(longest(text, sign.end(), lengths, idsByName));
        }
        return mentioned.stream().limit(MOST).toList();
    }

    private static Set<String> longest(
            String text, int from, List<Integer> lengths, Map<String, Set<String>> idsByName) {
        for (int length : lengths) {
            int to = from + length;
            Set<String> ids = to <= text.length() ? idsByName.get(text.substring(from, to)) : null;
            if (ids != null && !GOES_ON.matcher(text).region(to, text.length()).lookingAt()) {
                return ids;
            }
        }
        return Set.of();
    }

    /** Composed and without case, as people compare names; accents stay. */
    private static String folded(String text) {
        return Normalizer.normalize(text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }
}
