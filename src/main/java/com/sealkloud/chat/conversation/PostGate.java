package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Person;
import java.util.Collection;

/**
 * Implemented by a feature that closes conversations, such as those of closed tickets. For a
 * message to one, it either refuses the message or opens the conversation.
 */
public interface PostGate {

    /** @return those of the posts whose conversation is closed to their sender */
    Collection<Post> closedTo(Collection<Post> posts);

    /**
     * Opens the conversation, whose row is locked, for a post that its sender may make otherwise.
     * Appends to its log what that takes, and flushes it.
     *
     * @throws com.sealkloud.chat.api.Refusal if it stays closed
     */
    void open(Post post);

    /**
     * For what is no message: it opens nothing.
     *
     * @param conversation its row is locked
     * @throws com.sealkloud.chat.api.Refusal if it would stay closed to a message of this person
     */
    void requireNotOver(Person sender, Conversation conversation);
}
