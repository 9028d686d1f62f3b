package com.sealkloud.chat.audit;

import com.sealkloud.chat.sql.BeforeCommit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes to the audit log. What is recorded in a transaction is committed with it,
 * and a change whose entry cannot be written is not made. Outside of one, the entry has a
 * transaction of its own.
 */
@Component
public class AuditLog {

    private final AuditBudget budget;
    private final AuditValues values;
    private final TransactionTemplate transactions;
    private final BeforeCommit<AuditNote> recorded;

    AuditLog(
            AuditWriter writer,
            AuditBudget budget,
            AuditValues values,
            PendingEntities entities,
            TransactionTemplate transactions) {
        this.budget = budget;
        this.values = values;
        this.transactions = transactions;
        this.recorded = new BeforeCommit<>(BeforeCommit.AUDIT, notes -> {
            // Otherwise JPA's updates would lock their rows after the end of the chain.
            entities.flush();
            writer.append(notes);
        });
    }

    /**
     * Records what the caller of this request does.
     *
     * @param action an object and a verb in the past tense, such as {@code webhook.removed}
     * @param target a type and an id, such as {@code user:carol}
     * @param before the state before the change, without contents of messages and without secrets
     * @param after the same after the change
     */
    public void record(
            String action, @Nullable String target, @Nullable Map<String, ?> before, @Nullable Map<String, ?> after) {
        recordBy(caller(), action, target, before, after);
    }

    /** Records what somebody does who is not, or not yet, the caller of this request. */
    public void recordBy(
            @Nullable String actor,
            String action,
            @Nullable String target,
            @Nullable Map<String, ?> before,
            @Nullable Map<String, ?> after) {
        record(new AuditNote(
                actor, action, target, CallerAddress.ofThisRequest(), values.write(before), values.write(after)));
    }

    void record(AuditNote note) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            recorded.add(note);
        } else {
            transactions.executeWithoutResult(status -> recorded.add(note));
        }
    }

    /**
     * Records what anybody can do again and again, such as to log in: so many an hour of each actor
     * and action ({@code chat.audit.entries-per-hour}). One entry an hour counts the others.
     *
     * @return whether it is recorded; what is not is not worth a line in the log of the service
     */
    public boolean recordBounded(
            @Nullable String actor, String action, @Nullable String target, @Nullable Map<String, ?> after) {
        return recordBounded(actor, action, target, null, after);
    }

    /** The same of a change. */
    public boolean recordBounded(
            @Nullable String actor,
            String action,
            @Nullable String target,
            @Nullable Map<String, ?> before,
            @Nullable Map<String, ?> after) {
        boolean isAdmitted = budget.admits(actor, action, target);
        if (isAdmitted) {
            recordBy(actor, action, target, before, after);
        }
        return isAdmitted;
    }

    @Scheduled(initialDelayString = "PT1H", fixedDelayString = "PT1H")
    void recordOmitted() {
        Map<String, Long> counts = budget.omitted();
        if (!counts.isEmpty()) {
            recordBy(null, "audit.omitted", null, null, counts);
            budget.settle(counts);
        }
    }

    private static @Nullable String caller() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return caller == null || caller instanceof AnonymousAuthenticationToken ? null : caller.getName();
    }
}
