package com.sealkloud.chat.attachment;

import com.sealkloud.chat.attachment.Removals.Removal;
import com.sealkloud.chat.due.DueWorker;
import com.sealkloud.chat.filestore.FileStorage;
import com.sealkloud.chat.log.ContentRemoved;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** Removes bytes that are not needed any more, and files that no message has claimed in time. */
@Component
class RemovalWorker extends DueWorker {

    private static final Logger log = LoggerFactory.getLogger(RemovalWorker.class);

    private static final int AT_ONCE = 50;

    private final Removals removals;
    private final StoredFiles files;
    private final FileStorage storage;
    private final Quotas quotas;
    private final AttachmentLinks links;
    private final TransactionTemplate transactions;
    private final Clock clock;

    RemovalWorker(
            Removals removals,
            StoredFiles files,
            FileStorage storage,
            Quotas quotas,
            AttachmentLinks links,
            TransactionTemplate transactions,
            AttachmentProperties properties,
            Clock clock) {
        super("chat-attachments", properties.sweepInterval());
        this.removals = removals;
        this.files = files;
        this.storage = storage;
        this.quotas = quotas;
        this.links = links;
        this.transactions = transactions;
        this.clock = clock;
    }

    @TransactionalEventListener
    void wakeFor(ContentRemoved taken) {
        wake();
    }

    @Override
    protected boolean workOffSome() {
        Instant now = clock.instant();
        boolean moreExpired = Boolean.TRUE.equals(transactions.execute(status -> expire(now)));
        quotas.prune();
        links.prune();
        List<Removal> due = removals.claim(AT_ONCE);
        due.forEach(this::remove);
        return moreExpired || due.size() == AT_ONCE;
    }

    /** @return whether there may be more */
    private boolean expire(Instant now) {
        List<StoredFile> expired = files.lockExpired(now, AT_ONCE);
        removals.add(expired);
        expired.forEach(files::remove);
        return expired.size() == AT_ONCE;
    }

    private void remove(Removal removal) {
        try {
            storage.remove(removal.storageKey());
            removals.done(removal);
        } catch (IOException e) {
            log.debug("The bytes of a file cannot be removed yet: {}", e.getMessage());
        }
    }
}
