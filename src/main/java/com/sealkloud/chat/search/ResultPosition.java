package com.sealkloud.chat.search;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.log.LogEntryId;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a message among all messages, by which results are sorted and paged. It names a
 * position and gives no rights: whoever has the cursor of somebody else sees their own messages.
 */
record ResultPosition(Instant sentAt, String conversationId, long seq) {

    private static final Pattern CURSOR = Pattern.compile("([0-9]{1,14})_([0-9]{1,18})_([A-Za-z0-9_-]{0,64})");

    /** Later than every message. */
    static final ResultPosition END = new ResultPosition(Instant.parse("9999-01-01T00:00:00Z"), "", 0);

    LogEntryId id() {
        return new LogEntryId(conversationId, seq);
    }

    String cursor() {
        return sentAt.toEpochMilli() + "_" + seq + "_" + conversationId;
    }

    /** @throws Refusal {@code bad_request} if it is none */
    static ResultPosition of(String cursor) {
        Matcher parts = CURSOR.matcher(cursor);
        if (!parts.matches()) {
            throw Refusal.badRequest("The cursor is not one of ours.");
        }
        return new ResultPosition(
                Instant.ofEpochMilli(Long.parseLong(parts.group(1))), parts.group(3), Long.parseLong(parts.group(2)));
    }
}
