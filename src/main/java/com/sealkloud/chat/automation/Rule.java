package com.sealkloud.chat.automation;

import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.text.VisibleLine;
import com.sealkloud.chat.text.VisibleText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A rule for automated replies.
 *
 * @param status of the trigger {@code status}, ignoring case; null for the others
 * @param after of the trigger {@code no_answer}; null for the others
 * @param content with placeholders, see {@link Template}
 */
record Rule(
        String ruleId,
        Trigger trigger,
        @Nullable @VisibleLine(max = 40) String status,
        @Nullable Duration after,
        @VisibleText(max = LONGEST_CONTENT) String content) {

    static final int LONGEST_CONTENT = 4_000;

    /** @throws IllegalArgumentException with a message for people */
    Rule {
        require(ruleId.matches(Ids.PATTERN), "The id of a rule matches " + Ids.PATTERN + ".");
        require(
                (status != null) == (trigger == Trigger.STATUS),
                "The trigger status alone has a status, and needs one.");
        require(
                (after != null) == (trigger == Trigger.NO_ANSWER),
                "The trigger no_answer alone has a time, and needs one.");
        require(after == null || after.toSeconds() > 0, "The time must be at least a second.");
        Template.check(content);
    }

    private static void require(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
