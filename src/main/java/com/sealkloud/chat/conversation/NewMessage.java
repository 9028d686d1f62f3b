package com.sealkloud.chat.conversation;

import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.text.Characters;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to say, checked.
 *
 * @param kind of a room message; a direct one has none
 * @param replyTo the message that it answers
 */
public record NewMessage(
        String content,
        @Nullable String clientMessageId,
        MessageKind kind,
        @Nullable MessageRef replyTo) {

    private static final Pattern CLIENT_MESSAGE_ID = Pattern.compile(Ids.PATTERN);

    public NewMessage(String content, @Nullable String clientMessageId, MessageKind kind) {
        this(content, clientMessageId, kind, null);
    }

    public NewMessage {
        String fault = Characters.isBlank(content) ? "must not be blank" : Characters.fault(content);
        if (fault != null) {
            throw Refusal.badRequest("content " + fault + ".");
        }
        if (clientMessageId != null
                && !CLIENT_MESSAGE_ID.matcher(clientMessageId).matches()) {
            throw Refusal.badRequest("clientMessageId must match " + Ids.PATTERN + ".");
        }
    }

    public static NewMessage of(
            String content, @Nullable String clientMessageId, MessageKind kind, int longestContent) {
        if (Characters.length(content) > longestContent) {
            throw new Refusal(RefusalCode.TOO_LARGE, "content is longer than " + longestContent + " characters.");
        }
        return new NewMessage(content, clientMessageId, kind);
    }

    NewMessage replyingTo(@Nullable MessageRef message) {
        return message == null ? this : new NewMessage(content, clientMessageId, kind, message);
    }
}
