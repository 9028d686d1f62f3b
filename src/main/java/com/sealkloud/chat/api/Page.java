package com.sealkloud.chat.api;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor requests the next page; null at the end
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    private static final Pattern ID = Pattern.compile(Ids.PATTERN);

    /**
     * For a list that is sorted by an id.
     *
     * @return the id after which the page begins; empty for the first page
     * @throws Refusal {@code bad_request} if the cursor is invalid
     */
    public static String idOf(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return "";
        }
        if (!ID.matcher(cursor).matches()) {
            throw Refusal.badRequest("The cursor is not one of ours.");
        }
        return cursor;
    }
}
