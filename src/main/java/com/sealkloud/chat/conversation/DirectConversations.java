package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds the conversation of two people, or begins it; there is never a second one. */
@Component
public class DirectConversations {

    private final ConversationRepository conversations;
    private final ParticipantRepository participants;
    private final ConversationAccess access;
    private final AccountRepository accounts;
    private final Directory directory;
    private final TransactionTemplate transactions;
    private final Clock clock;

    DirectConversations(
            ConversationRepository conversations,
            ParticipantRepository participants,
            ConversationAccess access,
            AccountRepository accounts,
            Directory directory,
            TransactionTemplate transactions,
            Clock clock) {
        this.conversations = conversations;
        this.participants = participants;
        this.access = access;
        this.accounts = accounts;
        this.directory = directory;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @return its {@code conversationId}
     * @throws Refusal {@code forbidden} if these two may not talk
     */
    public String between(Person person, Person other) {
        if (!access.mayTalk(person, other)) {
            throw mayNotTalkTo(other);
        }
        String key = Conversation.directKey(person.userId(), other.userId());
        return conversations
                .findByDirectKey(key)
                .map(conversation -> conversation.isEnded()
                        ? reopen(conversation.conversationId(), person, other)
                        : conversation.conversationId())
                .orElseGet(() -> begin(key, person, other));
    }

    /**
     * A session hears of another role after the change. A change of a role locks the account, too:
     * either it is seen here, or it finds the conversation and ends it.
     */
    private void requireStillMayTalk(Person person, Person other) {
        List<String> userIds = List.of(person.userId(), other.userId());
        accounts.lockAll(userIds);
        List<Person> found = directory.findAll(userIds);
        if (found.size() < userIds.size() || !access.mayTalk(found.get(0), found.get(1))) {
            throw mayNotTalkTo(other);
        }
    }

    private static Refusal mayNotTalkTo(Person other) {
        return Refusal.forbidden("You may not talk to " + other.userId() + ".");
    }

    /** One of them has lost it with a role that they have again. */
    private String reopen(String conversationId, Person person, Person other) {
        transactions.executeWithoutResult(status -> {
            requireStillMayTalk(person, other);
            Conversation conversation = conversations.lock(conversationId).orElseThrow();
            conversation.reopen();
            conversation.people().stream()
                    .filter(userId -> !participants.existsById(new ParticipantId(conversationId, userId)))
                    .forEach(userId -> participants.save(new Participant(conversationId, userId, clock.instant())));
        });
        return conversationId;
    }

    private String begin(String key, Person person, Person other) {
        try {
            return transactions.execute(status -> {
                requireStillMayTalk(person, other);
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
