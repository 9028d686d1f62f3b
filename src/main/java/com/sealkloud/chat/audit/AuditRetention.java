package com.sealkloud.chat.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes entries that need not be kept any longer, and writes the end of the chain to the log,
 * where whoever changes the table cannot reach it.
 */
@Component
class AuditRetention {

    private static final Logger log = LoggerFactory.getLogger(AuditRetention.class);

    /** Nothing else is audited while they are removed. */
    private static final int AT_ONCE = 1_000;

    private final AuditStore store;
    private final AuditLog auditLog;
    private final AuditProperties properties;
    private final TransactionTemplate transactions;
    private final Clock clock;

    AuditRetention(
            AuditStore store,
            AuditLog auditLog,
            AuditProperties properties,
            TransactionTemplate transactions,
            Clock clock) {
        this.store = store;
        this.auditLog = auditLog;
        this.properties = properties;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "P1D")
    void daily() {
        // First: it may fail if the role of the database may not delete.
        log.info("The audit log ends with {}", store.ends().end());
        if (!properties.retention().isZero()) {
            removeBefore(clock.instant().minus(properties.retention()));
        }
    }

    void removeBefore(Instant time) {
        long removed;
        do {
            removed = removeSome(time);
        } while (removed == AT_ONCE);
    }

    private long removeSome(Instant time) {
        Long removed = transactions.execute(status -> {
            long count = store.removeOldest(time, AT_ONCE);
            if (count > 0) {
                auditLog.recordBy(null, "audit.expired", null, null, Map.of("entries", count));
            }
            return count;
        });
        return removed == null ? 0 : removed;
    }
}
