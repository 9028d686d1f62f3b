package com.sealkloud.chat.erasure;

import com.sealkloud.chat.log.Redaction;
import com.sealkloud.chat.log.WithoutName;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes somebody's name out of events: beside their id, and out of what programs and automated
 * replies have said in conversations of theirs. What other people have written stays.
 */
final class PersonRedaction implements Redaction {

    private final WithoutName name;
    private final TitleRedaction titles;
    private final Pattern formerName;
    private final String replacement;

    /** @param replacesTitles whether titles tell of this person, too */
    PersonRedaction(String userId, String formerName, String replacement, boolean replacesTitles) {
        this.name = new WithoutName(userId, replacement);
        this.titles = new TitleRedaction(replacesTitles, replacement);
        this.formerName = Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(formerName) + "(?![\\p{L}\\p{N}])");
        this.replacement = Matcher.quoteReplacement(replacement);
    }

    @Override
    public boolean apply(ObjectNode event) {
        boolean isChanged = name.apply(event);
        isChanged |= titles.apply(event);
        return replaceInProgramsWords(TitleRedaction.dataOf(event)) || isChanged;
    }

    private boolean replaceInProgramsWords(ObjectNode message) {
        if (!message.path("senderRole").asString("").equals("service")) {
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
