package com.sealkloud.chat.erasure;

import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.account.Administrators;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.conversation.LockedConversations;
import com.sealkloud.chat.erasure.Erasure.Subject;
import com.sealkloud.chat.log.PersonalEvents;
import com.sealkloud.chat.retention.Holds;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erasures that administrators ask for: whether they may be, and what is done at once ({@link
 * ErasureStart}). The {@link ErasureWorker} does the rest.
 */
@Service
class Erasures {

    /** What an erased person is called. */
    static final String NAME = "Deleted person";

    /** What an erased ticket is called. */
    static final String TITLE = "Deleted";

    /** Of held conversations in a refusal. */
    private static final int MOST_NAMED = 5;

    private final ErasureRows rows;
    private final ErasureStart start;
    private final ErasureLedger ledger;
    private final AccountRepository accounts;
    private final Administrators administrators;
    private final LockedConversations conversations;
    private final PersonalEvents messages;
    private final Holds holds;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Erasures(
            ErasureRows rows,
            ErasureStart start,
            ErasureLedger ledger,
            AccountRepository accounts,
            Administrators administrators,
            LockedConversations conversations,
            PersonalEvents messages,
            Holds holds,
            AuditLog audit,
            TransactionTemplate transactions,
            Clock clock) {
        this.rows = rows;
        this.start = start;
        this.ledger = ledger;
        this.accounts = accounts;
        this.administrators = administrators;
        this.conversations = conversations;
        this.messages = messages;
        this.holds = holds;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @return the id of the erasure
     * @throws Refusal {@code not_found}; {@code conflict} for programs, for oneself, for the last
     *     administrator and the second time; {@code held} if a conversation with words of theirs is
     */
    public String ofPerson(String userId, String reason, Person admin) {
        long written = start.countWritten(Subject.PERSON, userId);
        return Objects.requireNonNull(transactions.execute(status -> ofPerson(userId, reason, admin, written)));
    }

    private String ofPerson(String userId, String reason, Person admin, long written) {
        // All this is read without a lock: the next one is of all administrators.
        List<String> heldBefore = holds.heldIds();
        Set<String> naming = messages.conversationsNaming(userId, heldBefore);
        administrators.requireOneBesides(userId);
        Account account =
                accounts.findLocked(userId).orElseThrow(() -> Refusal.notFound("There is no user " + userId + "."));
        if (account.isErased()) {
            throw conflict("This user was erased already.");
        }
        if (account.person().isService()) {
            throw conflict("A program is not a person. Disable its account instead.");
        }
        if (admin.userId().equals(userId)) {
            throw conflict("Nobody erases themselves. Ask another administrator.");
        }
        requireHasNothingHeld(userId, heldBefore, naming);
        String erasureId = Ids.next();
        start.ofPerson(account, erasureId, admin.userId(), written);
        record("person.erasure_requested", "user:" + userId, erasureId, reason);
        ledger.add(new ErasureLedger.Line(erasureId, Subject.PERSON, userId, admin.userId(), clock.instant()));
        return erasureId;
    }

    /** Only what is held since is read here. */
    private void requireHasNothingHeld(String userId, List<String> heldBefore, Set<String> naming) {
        Set<String> since = new HashSet<>(holds.heldIds());
        Set<String> held = new HashSet<>(naming);
        held.retainAll(since);
        heldBefore.forEach(since::remove);
        held.addAll(messages.conversationsNaming(userId, since));
        if (!held.isEmpty()) {
            throw new Refusal(
                    RefusalCode.HELD,
                    "Conversations of this user are held: "
                            + held.stream().sorted().limit(MOST_NAMED).collect(Collectors.joining(", ")));
        }
    }

    /**
     * @return the id of the erasure
     * @throws Refusal {@code not_found}; {@code conflict} while it is being erased already;
     *     {@code held}
     */
    public String ofConversation(String conversationId, String reason, Person admin) {
        long written = start.countWritten(Subject.CONVERSATION, conversationId);
        return Objects.requireNonNull(
                transactions.execute(status -> ofConversation(conversationId, reason, admin, written)));
    }

    private String ofConversation(String conversationId, String reason, Person admin, long written) {
        conversations.lockForService(conversationId);
        holds.requireNotHeld(conversationId);
        if (rows.isRunning(conversationId)) {
            throw conflict("This conversation is being erased already.");
        }
        String erasureId = Ids.next();
        start.ofConversation(conversationId, erasureId, admin.userId(), written);
        record("conversation.erasure_requested", "conversation:" + conversationId, erasureId, reason);
        ledger.add(new ErasureLedger.Line(
                erasureId, Subject.CONVERSATION, conversationId, admin.userId(), clock.instant()));
        return erasureId;
    }

    /** @throws Refusal {@code not_found} */
    public Erasure find(String erasureId) {
        return rows.find(erasureId).orElseThrow(() -> Refusal.notFound("There is no erasure " + erasureId + "."));
    }

    private void record(String action, String target, String erasureId, String reason) {
        audit.record(action, target, null, Map.of("erasureId", erasureId, "reason", reason));
    }

    private static Refusal conflict(String reason) {
        return new Refusal(RefusalCode.CONFLICT, reason);
    }
}
