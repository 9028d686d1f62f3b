package com.sealkloud.chat.message;

import com.sealkloud.chat.conversation.ConversationGate;
import java.util.Collection;

/**
 * A gate that a message can open: for a message to a closed conversation, it either refuses the
 * message or opens the conversation.
 */
public interface PostGate extends ConversationGate {

    /** @return those of the posts whose conversation is closed to their sender */
    Collection<Post> closedTo(Collection<Post> posts);

    /**
     * Opens the conversation, whose row is locked, for a post that its sender may make otherwise.
     * Appends to its log what that takes, and flushes it.
     *
     * @throws com.sealkloud.chat.api.Refusal if it stays closed
     */
    void open(Post post);
}
