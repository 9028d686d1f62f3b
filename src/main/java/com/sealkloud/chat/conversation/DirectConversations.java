package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import java.time.Clock;
import java.time.Instant;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds the conversation of two people, or begins it; there is never a second one. */
@Component
public class DirectConversations {

    private final ConversationRepository conversations;
    private final ParticipantRepository participants;
    private final ConversationAccess access;
    private final TransactionTemplate transactions;
    private final Clock clock;

    DirectConversations(
            ConversationRepository conversations,
            ParticipantRepository participants,
            ConversationAccess access,
            TransactionTemplate transactions,
            Clock clock) {
        this.conversations = conversations;
        this.participants = participants;
        this.access = access;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @return its {@code conversationId}
     * @throws Refusal {@code forbidden} if these two may not talk
     */
    public String between(Person person, Person other) {
        if (!access.mayTalk(person, other)) {
            throw Refusal.forbidden("You may not talk to " + other.userId() + ".");
        }
        String key = Conversation.directKey(person.userId(), other.userId());
        return conversations
                .findByDirectKey(key)
                .map(conversation ->
                        conversation.isEnded() ? reopen(conversation.conversationId()) : conversation.conversationId())
                .orElseGet(() -> begin(key));
    }

    /** One of them has lost it with a role that they have again. */
    private String reopen(String conversationId) {
        transactions.executeWithoutResult(status -> {
            Conversation conversation = conversations.lock(conversationId).orElseThrow();
            conversation.reopen();
            conversation.people().stream()
                    .filter(userId -> !participants.existsById(new ParticipantId(conversationId, userId)))
                    .forEach(userId -> participants.save(new Participant(conversationId, userId, clock.instant())));
        });
        return conversationId;
    }

    private String begin(String key) {
        try {
            return transactions.execute(status -> {
                Instant now = clock.instant();
                Conversation begun = conversations.saveAndFlush(Conversation.direct(key, now));
                begun.people()
                        .forEach(userId -> participants.save(new Participant(begun.conversationId(), userId, now)));
                return begun.conversationId();
            });
        } catch (DataIntegrityViolationException begunByTheOther) {
            return conversations
                    .findByDirectKey(key)
                    .orElseThrow(() -> begunByTheOther)
                    .conversationId();
        }
    }
}
