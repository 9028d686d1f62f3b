package com.sealkloud.chat.erasure;

import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.AccountErased;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.account.Administrators;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.conversation.LockedConversations;
import com.sealkloud.chat.erasure.Erasure.Subject;
import com.sealkloud.chat.log.LogBeginnings;
import com.sealkloud.chat.log.PersonalEvents;
import com.sealkloud.chat.retention.Holds;
import com.sealkloud.chat.token.TokenService;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Begins erasures: ends the log-ins of a person and removes what their account has, at once. The
 * {@link ErasureWorker} does the rest.
 */
@Service
class Erasures {

    /** What an erased person is called. */
    static final String NAME = "Deleted person";

    /** What an erased ticket is called. */
    static final String TITLE = "Deleted";

    /** Of held conversations in a refusal. */
    private static final int MOST_NAMED = 5;

    private static final Logger log = LoggerFactory.getLogger(Erasures.class);

    private final ErasureRows rows;
    private final ErasureLedger ledger;
    private final AccountRepository accounts;
    private final Administrators administrators;
    private final TokenService tokens;
    private final LockedConversations conversations;
    private final PersonalEvents messages;
    private final LogBeginnings beginnings;
    private final Holds holds;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Erasures(
            ErasureRows rows,
            ErasureLedger ledger,
            AccountRepository accounts,
            Administrators administrators,
            TokenService tokens,
            LockedConversations conversations,
            PersonalEvents messages,
            LogBeginnings beginnings,
            Holds holds,
            AuditLog audit,
            ApplicationEventPublisher events,
            TransactionTemplate transactions,
            Clock clock) {
        this.rows = rows;
        this.ledger = ledger;
        this.accounts = accounts;
        this.administrators = administrators;
        this.tokens = tokens;
        this.conversations = conversations;
        this.messages = messages;
        this.beginnings = beginnings;
        this.holds = holds;
        this.audit = audit;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** An erasure can be worked on once the transaction has committed. */
    record ErasureBegun() {}

    /**
     * @return the id of the erasure
     * @throws Refusal {@code not_found}; {@code conflict} for programs, for oneself, for the last
     *     administrator and the second time; {@code held} if a conversation with words of theirs is
     */
    public String ofPerson(String userId, String reason, Person admin) {
        long written = countWritten(userId, List.of());
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
        beginPerson(account, erasureId, admin.userId(), written);
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

    private void beginPerson(Account account, String erasureId, String adminId, long written) {
        Person person = account.person();
        String userId = person.userId();
        rows.add(erasureId, Subject.PERSON, userId, adminId, person.userName(), written);
        account.erase(NAME, clock.instant());
        accounts.flush();
        tokens.endAll(account, null);
        events.publishEvent(new AccountErased(userId, person.userName()));
        events.publishEvent(new ErasureBegun());
    }

    /**
     * @return the id of the erasure
     * @throws Refusal {@code not_found}; {@code conflict} while it is being erased already;
     *     {@code held}
     */
    public String ofConversation(String conversationId, String reason, Person admin) {
        long written = countWritten(null, ErasedConversations.logsOf(conversationId));
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
        beginConversation(conversationId, erasureId, admin.userId(), written);
        record("conversation.erasure_requested", "conversation:" + conversationId, erasureId, reason);
        ledger.add(new ErasureLedger.Line(
                erasureId, Subject.CONVERSATION, conversationId, admin.userId(), clock.instant()));
        return erasureId;
    }

    private void beginConversation(String conversationId, String erasureId, String adminId, long written) {
        rows.add(erasureId, Subject.CONVERSATION, conversationId, adminId, null, written);
        events.publishEvent(new ErasureBegun());
    }

    /** @throws Refusal {@code not_found} */
    public Erasure find(String erasureId) {
        return rows.find(erasureId).orElseThrow(() -> Refusal.notFound("There is no erasure " + erasureId + "."));
    }

    /**
     * Begins once more what the database does not know of, because it was restored from a backup.
     * Who and what is newer than the erasure only has the same id.
     */
    public void repeat(ErasureLedger.Line line) {
        if (rows.find(line.erasureId()).isPresent()) {
            return;
        }
        long written = line.subject() == Subject.PERSON
                ? countWritten(line.subjectId(), List.of())
                : countWritten(null, ErasedConversations.logsOf(line.subjectId()));
        transactions.executeWithoutResult(status -> repeat(line, written));
    }

    private void repeat(ErasureLedger.Line line, long written) {
        boolean isRepeated =
                line.subject() == Subject.PERSON ? repeatPerson(line, written) : repeatConversation(line, written);
        if (isRepeated) {
            log.warn("The erasure {} is repeated: the database is older than it", line.erasureId());
            audit.recordBy(null, "erasure.repeated", target(line), null, Map.of("erasureId", line.erasureId()));
        }
    }

    private static String target(ErasureLedger.Line line) {
        return (line.subject() == Subject.PERSON ? "user:" : "conversation:") + line.subjectId();
    }

    private boolean repeatPerson(ErasureLedger.Line line, long written) {
        Instant at = line.at();
        return accounts.findLocked(line.subjectId())
                .filter(account -> !account.isErased() && account.createdAt().isBefore(at))
                .map(account -> {
                    beginPerson(account, line.erasureId(), line.requestedBy(), written);
                    return true;
                })
                .orElse(false);
    }

    private boolean repeatConversation(ErasureLedger.Line line, long written) {
        boolean isThere = beginnings.isOlder(line.subjectId(), line.at());
        if (isThere) {
            beginConversation(line.subjectId(), line.erasureId(), line.requestedBy(), written);
        }
        return isThere;
    }

    /**
     * This may read a whole log, and take longer than the connection waits. So nothing is locked
     * yet, and there is no transaction that would fail with it.
     *
     * @return 0 if they cannot be counted: the number is only shown
     */
    private long countWritten(@Nullable String userId, Collection<String> conversationIds) {
        try {
            return messages.countWritten(userId, conversationIds);
        } catch (DataAccessException e) {
            log.warn("The messages of an erasure are not counted: {}", e.getMessage());
            return 0;
        }
    }

    private void record(String action, String target, String erasureId, String reason) {
        audit.record(action, target, null, Map.of("erasureId", erasureId, "reason", reason));
    }

    private static Refusal conflict(String reason) {
        return new Refusal(RefusalCode.CONFLICT, reason);
    }
}
