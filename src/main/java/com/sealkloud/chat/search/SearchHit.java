package com.sealkloud.chat.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.sealkloud.chat.conversation.ConversationKind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A result.
 *
 * @param kind of the conversation, as is {@code title}
 * @param field where the words are; null for the words of a message
 * @param seq of the message, or the first one of a conversation whose title it is
 * @param snippet one line of plain text
 * @param matches where the words of the query are in it: begin and end, in UTF-16 units
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SearchHit(
        String conversationId,
        ConversationKind kind,
        String title,
        @Nullable Field field,
        long seq,
        @Nullable String messageId,
        @Nullable String senderId,
        @Nullable String senderName,
        Instant timestamp,
        String snippet,
        List<int[]> matches) {

    /** What has the words. */
    enum Field {
        TITLE,
        FILE;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
