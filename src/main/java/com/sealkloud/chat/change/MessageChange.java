package com.sealkloud.chat.change;

import com.sealkloud.chat.log.ConversationEvent;
import org.jspecify.annotations.Nullable;

/**
 * Tells how an earlier message is from now on. It says what is so, and not what is different, so
 * that hearing it twice does no harm.
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
