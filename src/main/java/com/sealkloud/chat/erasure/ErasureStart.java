package com.sealkloud.chat.erasure;

import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.AccountErased;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.erasure.Erasure.Subject;
import com.sealkloud.chat.log.PersonalEvents;
import com.sealkloud.chat.token.TokenService;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * What an erasure does at once, whether it is asked for or repeated after a restore: it ends the
 * log-ins of a person, and removes what their account has.
 */
@Component
class ErasureStart {

    private static final Logger log = LoggerFactory.getLogger(ErasureStart.class);

    private final ErasureRows rows;
    private final AccountRepository accounts;
    private final TokenService tokens;
    private final PersonalEvents messages;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ErasureStart(
            ErasureRows rows,
            AccountRepository accounts,
            TokenService tokens,
            PersonalEvents messages,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.accounts = accounts;
        this.tokens = tokens;
        this.messages = messages;
        this.events = events;
        this.clock = clock;
    }

    /** An erasure can be worked on once the transaction has committed. */
    record ErasureBegun() {}

    /**
     * This may read a whole log, and take longer than the connection waits. So the caller has
     * locked nothing yet, and has no transaction that would fail with it.
     *
     * @return how many messages are to be deleted; 0 if they cannot be counted: it is only shown
     */
    long countWritten(Subject subject, String subjectId) {
        try {
            return subject == Subject.PERSON
                    ? messages.countWritten(subjectId, List.of())
                    : messages.countWritten(null, ErasedConversations.logsOf(subjectId));
        } catch (DataAccessException e) {
            log.warn("The messages of an erasure are not counted: {}", e.getMessage());
            return 0;
        }
    }

    /** @param account locked by the caller's transaction */
    void ofPerson(Account account, String erasureId, String adminId, long written) {
        Person person = account.person();
        String userId = person.userId();
        rows.add(erasureId, Subject.PERSON, userId, adminId, person.userName(), written);
        account.erase(Erasures.NAME, clock.instant());
        accounts.flush();
        tokens.endAll(account, null);
        events.publishEvent(new AccountErased(userId, person.userName()));
        events.publishEvent(new ErasureBegun());
    }

    void ofConversation(String conversationId, String erasureId, String adminId, long written) {
        rows.add(erasureId, Subject.CONVERSATION, conversationId, adminId, null, written);
        events.publishEvent(new ErasureBegun());
    }
}
