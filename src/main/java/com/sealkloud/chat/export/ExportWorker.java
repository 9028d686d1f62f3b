package com.sealkloud.chat.export;

import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.due.DueWorker;
import com.sealkloud.chat.epoch.EpochChanged;
import com.sealkloud.chat.export.Exports.ExportBegun;
import com.sealkloud.chat.lifecycle.DatabaseOutages;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes exports, one after the other, and removes files that are not kept any more. */
@Component
class ExportWorker extends DueWorker {

    private static final Logger log = LoggerFactory.getLogger(ExportWorker.class);

    /** Of a node that has died, another one begins again; one that is at work renews it. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(30);
    private static final int MOST_TRIES = 3;
    private static final int AT_ONCE = 50;

    private final ExportRows rows;
    private final ExportFiles files;
    private final ExportWriter writer;
    private final AccountRepository accounts;
    private final ExportProperties properties;
    private final TransactionTemplate transactions;
    private final MeterRegistry meters;

    /** At the start, too: a database is mostly restored while no node runs. */
    private volatile boolean compares = true;

    ExportWorker(
            ExportRows rows,
            ExportFiles files,
            ExportWriter writer,
            AccountRepository accounts,
            ExportProperties properties,
            TransactionTemplate transactions,
            MeterRegistry meters) {
        super("chat-export", properties.sweepInterval());
        this.rows = rows;
        this.files = files;
        this.writer = writer;
        this.accounts = accounts;
        this.properties = properties;
        this.transactions = transactions;
        this.meters = meters;
    }

    /**
     * After a backup was restored, the database may not know of files that are there, and may know
     * of files that are gone.
     */
    @EventListener
    void compareAfterRestore(EpochChanged changed) {
        compares = true;
        wake();
    }

    /** Exports do not wait for it: one file that cannot be removed must not hinder them. */
    private void compareOrRepeat() {
        // First, so that a restore meanwhile is not missed.
        compares = false;
        try {
            compare();
        } catch (RuntimeException e) {
            compares = true;
            log.atLevel(DatabaseOutages.level(e))
                    .log("The files of exports are compared at the next sweep: {}", e.getMessage());
        }
    }

    private void compare() {
        Set<String> ids = files.ids();
        Set<String> known = rows.known(ids);
        ids.stream().filter(exportId -> !known.contains(exportId)).forEach(files::remove);
        rows.ready().stream().filter(export -> !files.exist(export.exportId())).forEach(this::remove);
    }

    @TransactionalEventListener
    void begin(ExportBegun begun) {
        wake();
    }

    @Override
    protected boolean workOffSome() {
        if (compares) {
            compareOrRepeat();
        }
        rows.expired(AT_ONCE).forEach(this::remove);
        Optional<Export> claimed = rows.claim(LEASE);
        claimed.ifPresent(this::make);
        return claimed.isPresent();
    }

    private void remove(Export export) {
        files.remove(export.exportId());
        rows.remove(export.exportId());
    }

    private void make(Export export) {
        if (export.begun() > MOST_TRIES) {
            // Whatever ends the node each time is left alone then.
            log.error("The export {} is given up: no attempt has come to an end", export.exportId());
            giveUp(export);
            return;
        }
        try {
            Optional<Account> account = accounts.findById(export.userId()).filter(found -> !found.isErased());
            if (account.isEmpty()) {
                rows.remove(export.exportId());
                return;
            }
            // A former file may have what its person may not read any more.
            files.removeComplete(export.exportId());
            long size = files.write(
                    export,
                    out -> writer.write(
                            account.get(), out, ids -> rows.addConversations(export, ids), () -> requireClaim(export)));
            settle(export, size);
        } catch (RuntimeException e) {
            fail(export, e);
        }
    }

    private void requireClaim(Export export) {
        if (!isRunning()) {
            throw new IllegalStateException("the node stops");
        }
        if (!rows.keepClaim(export, LEASE)) {
            throw new IllegalStateException("somebody was erased meanwhile, or another node has taken it over");
        }
    }

    /** Of one person the newest file is kept, and none of somebody who was erased meanwhile. */
    private void settle(Export export, long size) {
        try {
            if (!isPublished(export, size)) {
                return;
            }
        } finally {
            files.discard(export);
        }
        List<Export> former = rows.of(export.userId()).stream()
                .filter(each -> each.state() != Export.ExportState.RUNNING
                        && !each.exportId().equals(export.exportId()))
                .toList();
        former.forEach(this::remove);
        meters.counter("chat.exports", "outcome", "ready").increment();
    }

    /** While the row is locked, nobody else begins again or removes the file. */
    private boolean isPublished(Export export, long size) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            boolean isOurs = rows.ready(export, size, properties.keep());
            if (isOurs) {
                files.publish(export);
            }
            return isOurs;
        }));
    }

    private void fail(Export export, RuntimeException e) {
        log.warn("The export {} is not made: {}", export.exportId(), e.getMessage());
        if (export.begun() < MOST_TRIES) {
            rows.postpone(export, BEFORE_NEXT_TRY);
        } else {
            giveUp(export);
        }
    }

    private void giveUp(Export export) {
        if (rows.failed(export, properties.keep())) {
            files.remove(export.exportId());
            meters.counter("chat.exports", "outcome", "failed").increment();
        }
    }
}
