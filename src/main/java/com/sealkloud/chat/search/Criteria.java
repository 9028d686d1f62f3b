package com.sealkloud.chat.search;

import com.sealkloud.chat.conversation.ConversationKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is searched for.
 *
 * @param conversationId only in this conversation
 * @param sender only by this user
 * @param since only from this time on
 * @param until only before this time
 * @param has only messages that have this
 * @param kind only in conversations of this kind
 */
record Criteria(
        Query query,
        @Nullable String conversationId,
        @Nullable String sender,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable Has has,
        @Nullable ConversationKind kind) {

    /** Something that a message can have. */
    enum Has {
        FILE,
        LINK,
        IMAGE
    }

    /** Everything would be found. */
    boolean isEmpty() {
        return query.isEmpty() && sender == null && since == null && until == null && has == null;
    }

    /** @return whether titles can be hits, which nobody has written at some time */
    boolean areTitlesSearched() {
        return !query.wanted().isEmpty() && sender == null && since == null && until == null && has == null;
    }

    /** @return whether only the words of the message decide */
    boolean admits(SearchedMessage message) {
        return (sender == null || sender.equals(message.senderId())) && (has == null || message.has(has));
    }
}
