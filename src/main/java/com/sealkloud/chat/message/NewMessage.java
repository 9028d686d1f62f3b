package com.sealkloud.chat.message;

import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.text.Characters;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to say, checked.
 *
 * @param kind of a room message; a direct one has none
 * @param replyTo the message that it answers
 * @param attachmentIds its files, which its sender has uploaded to the conversation
 */
public record NewMessage(
        String content,
        @Nullable String clientMessageId,
        MessageKind kind,
        @Nullable MessageRef replyTo,
        List<String> attachmentIds) {

    /** How many files a message may have. */
    public static final int MOST_ATTACHMENTS = 10;

    private static final Pattern CLIENT_MESSAGE_ID = Pattern.compile(Ids.PATTERN);

    public NewMessage(String content, @Nullable String clientMessageId, MessageKind kind) {
        this(content, clientMessageId, kind, null, List.of());
    }

    public NewMessage {
        attachmentIds = List.copyOf(attachmentIds);
        boolean saysNothing = content.isEmpty() ? attachmentIds.isEmpty() : Characters.isBlank(content);
        String fault = saysNothing ? "must not be blank" : Characters.fault(content);
        if (fault != null) {
            throw Refusal.badRequest("content " + fault + ".");
        }
        if (clientMessageId != null
                && !CLIENT_MESSAGE_ID.matcher(clientMessageId).matches()) {
            throw Refusal.badRequest("clientMessageId must match " + Ids.PATTERN + ".");
        }
        if (Set.copyOf(attachmentIds).size() < attachmentIds.size()) {
            throw Refusal.badRequest("attachmentIds must not name a file twice.");
        }
    }

    public static NewMessage of(
            String content, @Nullable String clientMessageId, MessageKind kind, int longestContent) {
        return of(content, clientMessageId, kind, null, null, longestContent);
    }

    /** @param attachmentIds null for none */
    public static NewMessage of(
            String content,
            @Nullable String clientMessageId,
            MessageKind kind,
            @Nullable MessageRef replyTo,
            @Nullable List<String> attachmentIds,
            int longestContent) {
        if (Characters.length(content) > longestContent) {
            throw new Refusal(RefusalCode.TOO_LARGE, "content is longer than " + longestContent + " characters.");
        }
        return new NewMessage(
                content, clientMessageId, kind, replyTo, attachmentIds == null ? List.of() : attachmentIds);
    }
}
