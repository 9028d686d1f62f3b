package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import java.time.Clock;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores the messages of people, over STOMP or REST, and moves read marks. Programs post through
 * {@code RoomPosts} ({@code program}), and steps of tickets through {@code TicketMoves}.
 */
@Service
class ConversationService {

    private final PostGroupCommit posts;
    private final ParticipantRepository participants;
    private final ConversationAccess access;
    private final Directory directory;
    private final DirectConversations directConversations;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;
    private final Clock clock;

    ConversationService(
            PostGroupCommit posts,
            ParticipantRepository participants,
            ConversationAccess access,
            Directory directory,
            DirectConversations directConversations,
            ApplicationEventPublisher events,
            TransactionTemplate transactions,
            Clock clock) {
        this.posts = posts;
        this.participants = participants;
        this.access = access;
        this.directory = directory;
        this.directConversations = directConversations;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
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

    /** Moves somebody's read mark forward, at the most to the end of the log; never back. */
    void read(Person reader, String conversationId, long seq) {
        transactions.executeWithoutResult(status -> {
            Instant now = clock.instant();
            Conversation conversation = access.requireReadable(reader, conversationId);
            participants
                    .lock(new ParticipantId(conversationId, reader.userId()))
                    .filter(participant -> participant.readUpTo(Math.min(seq, conversation.lastSeq()), now))
                    .ifPresent(participant -> events.publishEvent(
                            new ReadMoved(conversationId, reader.userId(), participant.lastReadSeq(), now)));
        });
    }
}
