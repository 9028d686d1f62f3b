package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.realtime.Refusal;
import com.sealkloud.chat.realtime.RefusalCode;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The one way to store a message and to move a read mark, whichever door it came through. */
@Service
class ConversationService {

    private final ConversationRepository conversations;
    private final ParticipantRepository participants;
    private final LogEntryRepository entries;
    private final ConversationLog log;
    private final ConversationAccess access;
    private final Directory directory;
    private final DirectConversations directConversations;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;
    private final JsonMapper json;
    private final Clock clock;

    ConversationService(
            ConversationRepository conversations,
            ParticipantRepository participants,
            LogEntryRepository entries,
            ConversationLog log,
            ConversationAccess access,
            Directory directory,
            DirectConversations directConversations,
            ApplicationEventPublisher events,
            TransactionTemplate transactions,
            JsonMapper json,
            Clock clock) {
        this.conversations = conversations;
        this.participants = participants;
        this.entries = entries;
        this.log = log;
        this.access = access;
        this.directory = directory;
        this.directConversations = directConversations;
        this.events = events;
        this.transactions = transactions;
        this.json = json;
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
     * @throws Refusal {@code not_found} for a conversation that is not the sender's, {@code forbidden} where they may only
     *     look, {@code conflict} if the {@code clientMessageId} stands for something else
     */
    Posted post(Person sender, String conversationId, NewMessage message) {
        try {
            return Objects.requireNonNull(transactions.execute(status -> postLocked(sender, conversationId, message)));
        } catch (DataIntegrityViolationException sameIdAtTheSameTime) {
            return earlier(sender, conversationId, message).orElseThrow(() -> sameIdAtTheSameTime);
        }
    }

    private Posted postLocked(Person sender, String conversationId, NewMessage message) {
        Conversation conversation = conversations
                .lock(conversationId)
                .orElseThrow(() -> Refusal.notFound("There is no conversation " + conversationId + " for you."));
        requireMayPost(sender, conversation);
        return earlier(sender, conversationId, message).orElseGet(() -> {
            ChatMessage stored = log.append(conversation, sender.userId(), (seq, now) -> {
                String roomId = conversation.roomId();
                return roomId == null
                        ? new DirectMessage(
                                Ids.next(),
                                conversationId,
                                seq,
                                sender.userId(),
                                sender.userName(),
                                sender.userRole(),
                                conversation.otherThan(sender.userId()),
                                message.content(),
                                message.clientMessageId(),
                                now)
                        : RoomMessage.of(conversation, roomId, sender, message, seq, now);
            });
            return new Posted(stored.messageId(), stored.seq(), json.writeValueAsString(stored), true);
        });
    }

    private void requireMayPost(Person sender, Conversation conversation) {
        String conversationId = conversation.conversationId();
        if (sender.isService()
                ? conversation.kind() == ConversationKind.TICKET
                : access.isMember(sender, conversation)) {
            return;
        }
        throw sender.isStaff() && conversation.kind().isRoom()
                ? Refusal.forbidden("Join the room first.")
                : Refusal.notFound("There is no conversation " + conversationId + " for you.");
    }

    private Optional<Posted> earlier(Person sender, String conversationId, NewMessage message) {
        String clientMessageId = message.clientMessageId();
        if (clientMessageId == null) {
            return Optional.empty();
        }
        return entries.findByActorIdAndClientMessageId(sender.userId(), clientMessageId)
                .map(entry -> {
                    boolean isSame = entry.conversationId().equals(conversationId)
                            && message.content().equals(contentOf(entry));
                    if (!isSame) {
                        throw new Refusal(
                                RefusalCode.CONFLICT,
                                "The clientMessageId " + clientMessageId + " was used for another message.");
                    }
                    return Posted.existing(entry);
                });
    }

    private @Nullable String contentOf(LogEntry entry) {
        return json.readTree(entry.payload()).path("content").asString(null);
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
