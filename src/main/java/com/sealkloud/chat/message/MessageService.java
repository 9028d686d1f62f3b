package com.sealkloud.chat.message;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.conversation.ConversationAccess;
import com.sealkloud.chat.conversation.DirectConversations;
import org.springframework.stereotype.Service;

/**
 * Stores the messages of people, over STOMP or REST. Programs post through {@code RoomPosts}
 * ({@code program}), and steps of tickets through {@code TicketMoves}.
 */
@Service
class MessageService {

    private final PostGroupCommit posts;
    private final ConversationAccess access;
    private final Directory directory;
    private final DirectConversations directConversations;

    MessageService(
            PostGroupCommit posts,
            ConversationAccess access,
            Directory directory,
            DirectConversations directConversations) {
        this.posts = posts;
        this.access = access;
        this.directory = directory;
        this.directConversations = directConversations;
    }

    /** Posts to a person; their conversation begins with the first message. */
    Posted postTo(Person sender, String receiverId, NewMessage message) {
        Person receiver = directory
                .find(receiverId)
                .filter(found -> access.maySee(sender, found))
                .orElseThrow(() -> Refusal.notFound("There is no " + receiverId + " for you."));
        return post(sender, directConversations.between(sender, receiver), message);
    }

    /**
     * Stores a message, or finds the one that was stored before under its {@code clientMessageId}.
     *
     * @throws Refusal {@code not_found} for a conversation that is not the sender's, {@code
     *     forbidden} where they may only look, {@code conflict} if the {@code clientMessageId}
     *     stands for something else
     */
    Posted post(Person sender, String conversationId, NewMessage message) {
        return posts.post(Post.of(sender, conversationId, message));
    }
}
