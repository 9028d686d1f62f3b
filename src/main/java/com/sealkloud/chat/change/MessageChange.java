package com.sealkloud.chat.change;

import com.sealkloud.chat.log.ConversationEvent;

/**
 * Tells how an earlier message is from now on. It says what is so, and not what is different, so
 * that hearing it twice does no harm.
 */
interface MessageChange extends ConversationEvent {

    /** @return the {@code seq} of the message */
    long targetSeq();

    String messageId();

    /** @return who did it */
    String actorId();

    @Override
    default boolean movesConversationUp() {
        return false;
    }
}
