package com.sealkloud.chat.erasure;

import com.sealkloud.chat.log.Naming;
import com.sealkloud.chat.log.Redaction;
import com.sealkloud.chat.log.WithoutName;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes somebody's name out of events: beside their id, and out of what programs and automated
 * replies have said about them. What other people have written stays.
 */
final class PersonRedaction implements Redaction {

    /** Shorter ones are parts of other names and texts: users choose them themselves. */
    private static final int SHORTEST = 3;

    private final WithoutName name;
    private final Naming naming;
    private final TitleRedaction titles;
    private final boolean isAboutThem;
    private final @Nullable Pattern formerName;
    private final String replacement;

    /**
     * @param isTheirs whether titles tell of this person, too
     * @param isAboutThem whether programs may mean them without saying their id; otherwise a word
     *     that they have chosen as their name may only be a word
     */
    PersonRedaction(String userId, String formerName, String replacement, boolean isTheirs, boolean isAboutThem) {
        this.name = new WithoutName(userId, replacement);
        this.naming = new Naming(userId);
        this.titles = new TitleRedaction(isTheirs, replacement);
        this.isAboutThem = isAboutThem;
        this.formerName = formerName.length() < SHORTEST
                ? null
                : Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(formerName) + "(?![\\p{L}\\p{N}])");
        this.replacement = Matcher.quoteReplacement(replacement);
    }

    @Override
    public boolean apply(ObjectNode event) {
        boolean isChanged = name.apply(event);
        isChanged |= titles.apply(event);
        return replaceInProgramsWords(TitleRedaction.dataOf(event)) || isChanged;
    }

    private boolean replaceInProgramsWords(ObjectNode message) {
        if (formerName == null
                || !message.path("senderRole").asString("").equals("service")
                || !isAboutThem && !naming.isIn(message)) {
            return false;
        }
        String before = message.path("content").asString("");
        String after = formerName.matcher(before).replaceAll(replacement);
        if (after.equals(before)) {
            return false;
        }
        message.put("content", after);
        return true;
    }
}
