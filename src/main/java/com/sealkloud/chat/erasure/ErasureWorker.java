package com.sealkloud.chat.erasure;

import com.sealkloud.chat.account.AccountErased;
import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.conversation.ConversationRepository;
import com.sealkloud.chat.due.DueWorker;
import com.sealkloud.chat.encryption.Sealing;
import com.sealkloud.chat.erasure.ErasedConversations.TakenOverException;
import com.sealkloud.chat.erasure.Erasure.Subject;
import com.sealkloud.chat.erasure.ErasureStart.ErasureBegun;
import com.sealkloud.chat.log.ErasureEnded;
import com.sealkloud.chat.log.LogEnds;
import com.sealkloud.chat.log.PersonalEvents;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries erasures out, one after the other. It goes through the conversations by their ids and
 * notes how far it is, so that after a crash this node or another one continues.
 */
@Component
class ErasureWorker extends DueWorker {

    private static final Logger log = LoggerFactory.getLogger(ErasureWorker.class);

    private static final int CONVERSATIONS_AT_ONCE = 200;
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(30);

    private final ErasureRows rows;
    private final ErasureLedger ledger;
    private final RepeatedErasures repeated;
    private final ErasedConversations erased;
    private final PersonalEvents events;
    private final LogEnds logs;
    private final ConversationRepository conversations;
    private final Directory directory;
    private final Sealing sealing;
    private final AuditLog audit;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transactions;
    private final MeterRegistry meters;
    private final AtomicLong running = new AtomicLong();

    ErasureWorker(
            ErasureRows rows,
            ErasureLedger ledger,
            RepeatedErasures repeated,
            ErasedConversations erased,
            PersonalEvents events,
            LogEnds logs,
            ConversationRepository conversations,
            Directory directory,
            Sealing sealing,
            AuditLog audit,
            ApplicationEventPublisher publisher,
            TransactionTemplate transactions,
            ErasureProperties properties,
            MeterRegistry meters) {
        super("chat-erasure", properties.sweepInterval());
        this.rows = rows;
        this.ledger = ledger;
        this.repeated = repeated;
        this.erased = erased;
        this.events = events;
        this.logs = logs;
        this.conversations = conversations;
        this.directory = directory;
        this.sealing = sealing;
        this.audit = audit;
        this.publisher = publisher;
        this.transactions = transactions;
        this.meters = meters;
        meters.gauge("chat.erasures.running", running);
    }

    /** Before any client is served, so that nobody sees again what was erased. */
    @Override
    public void start() {
        ledger.lines().forEach(repeated::repeat);
        super.start();
        wake();
    }

    @TransactionalEventListener
    void begin(ErasureBegun begun) {
        wake();
    }

    @Override
    protected boolean workOffSome() {
        // Before the work, which takes long: when it is done, this is called once more.
        running.set(rows.countRunning());
        return rows.claim().map(this::work).isPresent();
    }

    private Erasure work(Erasure erasure) {
        try {
            if (erasure.subject() == Subject.PERSON) {
                erasePerson(erasure, erasure.subjectId());
            } else {
                eraseConversation(erasure, erasure.subjectId());
            }
        } catch (TakenOverException e) {
            log.info("{} is continued by another node", erasure);
        } catch (RuntimeException e) {
            log.warn("{} has to wait: {}", erasure, e.getMessage());
            rows.putBack(erasure, BEFORE_NEXT_TRY);
        }
        return erasure;
    }

    private void erasePerson(Erasure erasure, String userId) {
        Person person = directory.findAllEvenDisabled(List.of(userId)).get(0);
        Set<String> joined = new HashSet<>(conversations.idsJoinedBy(userId));
        String reached = erasure.reached();
        List<String> page = page(reached);
        while (!page.isEmpty()) {
            Set<String> theirs = new HashSet<>(events.conversationsNaming(userId, page));
            theirs.addAll(joined);
            for (String conversationId : page) {
                if (theirs.contains(conversationId)) {
                    erasePersonIn(erasure, person, reached, conversationId);
                }
            }
            reached = page.get(page.size() - 1);
            advance(erasure, reached);
            page = page(reached);
        }
        finish(erasure, "person.erased", "user:" + userId);
    }

    private List<String> page(String after) {
        return logs.after(after, CONVERSATIONS_AT_ONCE).stream()
                .map(LogEnds.End::conversationId)
                .toList();
    }

    private void erasePersonIn(Erasure erasure, Person person, String reached, String conversationId) {
        String formerName = Objects.requireNonNullElse(erasure.formerName(), Erasures.NAME);
        boolean hasTitle = erased.leave(person, conversationId);
        if (hasTitle) {
            erased.retitle(conversationId, Erasures.NAME);
        }
        untilNoneIsLeft(from -> erased.takeOffSome(erasure, reached, conversationId, person.userId(), from));
        untilNoneIsLeft(after -> erased.eraseSome(erasure, reached, conversationId, person.userId(), after));
        untilNoneIsLeft(after -> erased.redactSome(person, formerName, conversationId, hasTitle, after));
        erased.tell(conversationId);
    }

    private void eraseConversation(Erasure erasure, String roomId) {
        Set<String> present = conversations.findAllById(ErasedConversations.logsOf(roomId)).stream()
                .map(conversation -> conversation.conversationId())
                .collect(Collectors.toSet());
        boolean hasTitle = Ids.isTicketRoom(roomId);
        for (String conversationId : present) {
            if (hasTitle) {
                erased.retitle(conversationId, Erasures.TITLE);
                untilNoneIsLeft(after -> erased.redactTitles(conversationId, Erasures.TITLE, after));
            }
            untilNoneIsLeft(after -> erased.eraseSome(erasure, "", conversationId, null, after));
            erased.tell(conversationId);
        }
        finish(erasure, "conversation.erased", "conversation:" + roomId);
    }

    /** @param step takes a seq, and answers with the last one that it has come to */
    private void untilNoneIsLeft(LongFunction<@Nullable Long> step) {
        Long after = 0L;
        while (after != null) {
            if (!isRunning()) {
                throw new IllegalStateException("the node stops");
            }
            long began = System.nanoTime();
            after = step.apply(after);
            // Half of the time is for those who chat.
            LockSupport.parkNanos(System.nanoTime() - began);
        }
    }

    private void advance(Erasure erasure, String reached) {
        if (!rows.advance(erasure, reached, 0)) {
            throw new TakenOverException();
        }
    }

    private void finish(Erasure erasure, String action, String target) {
        transactions.executeWithoutResult(status -> {
            if (!rows.finish(erasure)) {
                throw new TakenOverException();
            }
            if (erasure.subject() == Subject.PERSON) {
                // Sessions that were open, and events that were under way, may have left something.
                publisher.publishEvent(new AccountErased(
                        erasure.subjectId(), Objects.requireNonNullElse(erasure.formerName(), Erasures.NAME)));
            } else {
                sealing.forget(ErasedConversations.logsOf(erasure.subjectId()));
            }
            publisher.publishEvent(new ErasureEnded());
            audit.recordBy(erasure.requestedBy(), action, target, null, Map.of("erasureId", erasure.erasureId()));
        });
        meters.counter("chat.erasures").increment();
        log.info("{} is done", erasure);
    }
}
