package com.sealkloud.chat.change;

import com.sealkloud.chat.log.ConversationEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event that changes an earlier message. It states the result and not the difference, so that
 * receiving it twice does no harm.
 */
interface MessageChange extends ConversationEvent {

    /** @return the {@code seq} of the message */
    long targetSeq();

    String messageId();

    /** @return who did it; null where a reader does not learn it */
    @Nullable
    String actorId();

    @Override
    default boolean movesConversationUp() {
        return false;
    }
}
