package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Person;

/** Implemented by a feature that closes conversations, such as those of closed tickets. */
public interface ConversationGate {

    /**
     * For what is no message: it opens nothing.
     *
     * @param conversation its row is locked
     * @throws com.sealkloud.chat.api.Refusal if it would stay closed to a message of this person
     */
    void requireNotOver(Person sender, Conversation conversation);
}
