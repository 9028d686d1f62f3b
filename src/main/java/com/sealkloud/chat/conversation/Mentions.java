package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.text.Characters;
import com.sealkloud.chat.text.NormalForm;
import com.sealkloud.chat.text.PlainText;
import java.text.Normalizer.Form;
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
 * counts. Code and addresses contain no mentions. What takes long is done when it is made, before
 * anybody waits for the conversation.
 */
public final class Mentions {

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

    private static final Mentions NONE = new Mentions("");

    /** What people say, folded as names are; empty if it mentions nobody. */
    private final String text;

    private Mentions(String text) {
        this.text = text;
    }

    public static Mentions in(String content) {
        if (content.indexOf('@') < 0) {
            return NONE;
        }
        String text = folded(PlainText.prose(Characters.repaired(content)));
        return SIGN.matcher(text).find() ? new Mentions(text) : NONE;
    }

    /**
     * @param people asked for only if the text can have mentions
     * @return the ids of the mentioned ones among these, in the order of the text
     */
    List<String> of(Supplier<? extends Collection<Person>> people) {
        return text.isEmpty() ? List.of() : of(people.get());
    }

    private List<String> of(Collection<Person> people) {
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
        Matcher sign = SIGN.matcher(text);
        Set<String> mentioned = new LinkedHashSet<>();
        for (int count = 0; count < MOST_SIGNS && mentioned.size() < MOST && sign.find(); count++) {
            mentioned.addAll(longest(sign.end(), lengths, idsByName));
        }
        return mentioned.stream().limit(MOST).toList();
    }

    private Set<String> longest(int from, List<Integer> lengths, Map<String, Set<String>> idsByName) {
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
        return NormalForm.of(text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Form.NFC);
    }
}
