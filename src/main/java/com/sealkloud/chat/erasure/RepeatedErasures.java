package com.sealkloud.chat.erasure;

import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.erasure.Erasure.Subject;
import com.sealkloud.chat.log.LogBeginnings;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Begins erasures once more that the database does not know of, because it was restored from a
 * backup. Who and what is newer than the erasure only has the same id.
 */
@Component
class RepeatedErasures {

    private static final Logger log = LoggerFactory.getLogger(RepeatedErasures.class);

    private final ErasureRows rows;
    private final ErasureStart start;
    private final AccountRepository accounts;
    private final LogBeginnings beginnings;
    private final AuditLog audit;
    private final TransactionTemplate transactions;

    RepeatedErasures(
            ErasureRows rows,
            ErasureStart start,
            AccountRepository accounts,
            LogBeginnings beginnings,
            AuditLog audit,
            TransactionTemplate transactions) {
        this.rows = rows;
        this.start = start;
        this.accounts = accounts;
        this.beginnings = beginnings;
        this.audit = audit;
        this.transactions = transactions;
    }

    void repeat(ErasureLedger.Line line) {
        if (isKnown(line)) {
            return;
        }
        long written = start.countWritten(line.subject(), line.subjectId());
        try {
            transactions.executeWithoutResult(status -> repeat(line, written));
        } catch (DuplicateKeyException e) {
            // After a restore all nodes start together, and another one was first.
            if (!isKnown(line)) {
                throw e;
            }
        }
    }

    private boolean isKnown(ErasureLedger.Line line) {
        return rows.find(line.erasureId()).isPresent();
    }

    private void repeat(ErasureLedger.Line line, long written) {
        boolean isOfPerson = line.subject() == Subject.PERSON;
        if (isOfPerson ? repeatPerson(line, written) : repeatConversation(line, written)) {
            log.warn("The erasure {} is repeated: the database is older than it", line.erasureId());
            String target = (isOfPerson ? "user:" : "conversation:") + line.subjectId();
            audit.recordBy(null, "erasure.repeated", target, null, Map.of("erasureId", line.erasureId()));
        }
    }

    private boolean repeatPerson(ErasureLedger.Line line, long written) {
        Optional<Account> older = accounts.findLocked(line.subjectId())
                .filter(account -> !account.isErased() && account.createdAt().isBefore(line.at()));
        older.ifPresent(account -> start.ofPerson(account, line.erasureId(), line.requestedBy(), written));
        return older.isPresent();
    }

    private boolean repeatConversation(ErasureLedger.Line line, long written) {
        boolean isOlder = beginnings.isOlder(line.subjectId(), line.at());
        if (isOlder) {
            start.ofConversation(line.subjectId(), line.erasureId(), line.requestedBy(), written);
        }
        return isOlder;
    }
}
