package com.sealkloud.chat.conversation;

import com.sealkloud.chat.realtime.Refusal;
import com.sealkloud.chat.realtime.RefusalCode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to say, checked.
 *
 * @param kind of a room message; a direct one has none
 */
record NewMessage(String content, @Nullable String clientMessageId, MessageKind kind) {

    private static final Pattern CLIENT_MESSAGE_ID = Pattern.compile(Ids.PATTERN);

    NewMessage {
        if (content.isBlank()) {
            throw Refusal.badRequest("content must not be blank.");
        }
        if (!content.codePoints().allMatch(codePoint -> codePoint < 0xD800 || codePoint > 0xDFFF)) {
            throw Refusal.badRequest("content is not valid Unicode: it has half of a surrogate pair.");
        }
        if (clientMessageId != null
                && !CLIENT_MESSAGE_ID.matcher(clientMessageId).matches()) {
            throw Refusal.badRequest("clientMessageId must match " + Ids.PATTERN + ".");
        }
    }

    static NewMessage of(String content, @Nullable String clientMessageId, MessageKind kind, int longestContent) {
        if (content.length() > longestContent) {
            throw new Refusal(RefusalCode.TOO_LARGE, "content is longer than " + longestContent + " characters.");
        }
        return new NewMessage(content, clientMessageId, kind);
    }
}
