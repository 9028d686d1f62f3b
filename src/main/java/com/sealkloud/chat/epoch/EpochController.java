package com.sealkloud.chat.epoch;

import com.sealkloud.chat.audit.AuditLog;
import java.util.Map;
import java.util.Objects;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives the database another epoch, for administrators who have restored it. */
@RestController
@PreAuthorize("hasAuthority('admin')")
class EpochController {

    private final Epoch epoch;
    private final AuditLog audit;
    private final TransactionTemplate transactions;

    EpochController(Epoch epoch, AuditLog audit, TransactionTemplate transactions) {
        this.epoch = epoch;
        this.audit = audit;
        this.transactions = transactions;
    }

    record EpochView(String epoch) {}

    @PostMapping("/api/v1/epoch")
    EpochView change() {
        String changed = Objects.requireNonNull(transactions.execute(status -> {
            String before = epoch.look();
            String after = epoch.change();
            audit.record("epoch.changed", null, Map.of("epoch", before), Map.of("epoch", after));
            return after;
        }));
        epoch.look();
        return new EpochView(changed);
    }
}
