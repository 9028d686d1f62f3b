package com.sealkloud.chat.encryption;

import com.sealkloud.chat.cluster.TaskLeases;
import com.sealkloud.chat.due.DueWorker;
import com.sealkloud.chat.epoch.EpochChanged;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * After each start of a node, goes through all conversations and files once and seals what is not
 * sealed: all at first, and later what a node with encryption switched off has written. What is
 * sealed already costs a look, so an interrupted round needs no mark to continue from. Then it
 * wraps keys anew after a rotation, and destroys those that are retired.
 */
@Component
class SealingWorker extends DueWorker {

    private static final Logger log = LoggerFactory.getLogger(SealingWorker.class);

    private static final String TASK = "sealing";
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final int CONVERSATIONS_AT_ONCE = 100;
    private static final int KEYS_AT_ONCE = 200;

    private final Sealing sealing;
    private final DataKeys keys;
    private final WrappedKeys wrapped;
    private final StoredKeks keks;
    private final List<SealableRows> stores;
    private final SealableFiles files;
    private final EncryptionProperties properties;
    private final TaskLeases leases;
    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** The conversation up to which this node has come; null once it is through. */
    private volatile @Nullable String reached = "";

    /** The same for files. */
    private volatile @Nullable String reachedFile = "";

    /** How many files this round has passed over. */
    private int filesLeft;

    private volatile boolean again;

    SealingWorker(
            Sealing sealing,
            DataKeys keys,
            WrappedKeys wrapped,
            StoredKeks keks,
            List<SealableRows> stores,
            SealableFiles files,
            EncryptionProperties properties,
            TaskLeases leases,
            TransactionTemplate transactions,
            JdbcClient jdbc,
            Clock clock) {
        super("chat-sealing", properties.sweepInterval());
        this.sealing = sealing;
        this.keys = keys;
        this.wrapped = wrapped;
        this.keks = keks;
        this.stores = stores;
        this.files = files;
        this.properties = properties;
        this.leases = leases;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void start() {
        if (properties.enabled()) {
            super.start();
            wake();
        }
    }

    /** Goes through all once more, from the beginning. */
    void lookAgain() {
        again = true;
        wake();
    }

    /**
     * What this node has still to look through.
     *
     * @param conversations some of which may be sealed already
     * @param files that are not sealed
     */
    record Left(long conversations, long files) {}

    /** @return nothing if all was sealed when this node has looked */
    Left left() {
        boolean fromTheBeginning = again;
        String after = fromTheBeginning ? "" : reached;
        String afterFile = fromTheBeginning ? "" : reachedFile;
        long conversations = after == null
                ? 0
                : jdbc.sql("select count(*) from conversation where conversation_id > ?")
                        .param(after)
                        .query(Long.class)
                        .single();
        return new Left(conversations, afterFile == null ? 0 : files.unsealedAfter(afterFile));
    }

    /** A backup from before it was switched on has plain texts and files. */
    @EventListener
    void lookAgainAfterRestore(EpochChanged changed) {
        if (properties.enabled()) {
            lookAgain();
        }
    }

    /** @return whether all was sealed when this node has looked */
    boolean isThrough() {
        return !again && reached == null && reachedFile == null;
    }

    @Override
    protected boolean workOffSome() {
        if (again) {
            reached = "";
            reachedFile = "";
            filesLeft = 0;
            again = false;
        }
        List<Boolean> more = new ArrayList<>();
        leases.alone(TASK, LEASE, () -> {
            more.add(sealSome());
            more.add(destroySome());
            // It may need a key that this node cannot unwrap at the moment.
            more.add(rewrapSome());
            // At the end: what waits for an outage of the storage holds up nothing else.
            more.add(sealFiles());
        });
        return more.contains(true);
    }

    private boolean rewrapSome() {
        boolean more = wrapped.rewrapSome(KEYS_AT_ONCE);
        if (!more) {
            keks.removeUnused(clock.instant().minus(properties.keepRetired()));
        }
        return more;
    }

    private boolean sealSome() {
        String after = reached;
        if (after == null) {
            return false;
        }
        if (after.isEmpty()) {
            seal("", sealedBefore(""));
        }
        List<String> page = jdbc.sql("""
                        select conversation_id from conversation
                        where conversation_id > ? order by conversation_id limit ?""")
                .params(after, CONVERSATIONS_AT_ONCE)
                .query(String.class)
                .list();
        for (String conversationId : page) {
            if (!isRunning()) {
                return false;
            }
            seal(conversationId, sealedBefore(conversationId));
            reached = conversationId;
        }
        if (page.size() == CONVERSATIONS_AT_ONCE) {
            return true;
        }
        reached = null;
        log.info("All of the database that is to be sealed is sealed");
        return false;
    }

    private boolean sealFiles() {
        String after = reachedFile;
        if (after == null || !isRunning()) {
            return false;
        }
        SealableFiles.Sealed some = files.sealSome(after);
        filesLeft += some.left();
        reachedFile = some.reached();
        if (reachedFile != null) {
            return true;
        }
        if (filesLeft > 0) {
            log.warn("{} files are not sealed yet; trying again", filesLeft);
            reachedFile = "";
        } else {
            log.info("All files are sealed");
        }
        filesLeft = 0;
        return false;
    }

    /** A conversation without a key gets none unless it has something to seal. */
    private String sealedBefore(String conversationId) {
        return wrapped.find(conversationId)
                .map(key -> Envelope.beginning(key.keyId()))
                .orElse(Envelope.MARK);
    }

    private void seal(String conversationId, String mark) {
        stores.forEach(store -> {
            String after = "";
            while (after != null && isRunning()) {
                String from = after;
                after = Objects.requireNonNull(transactions.execute(
                                status -> Optional.ofNullable(store.sealSome(conversationId, mark, from))))
                        .orElse(null);
            }
        });
    }

    private boolean destroySome() {
        Instant before = clock.instant().minus(properties.keepRetired());
        List<String> retired = wrapped.retired(before, CONVERSATIONS_AT_ONCE);
        for (String conversationId : retired) {
            // All that is left needs another key, be it one that is made now.
            seal(conversationId, Envelope.beginning(keys.present(conversationId).keyId()));
            if (!isRunning()) {
                return false;
            }
            keys.destroy(conversationId, before);
        }
        return retired.size() == CONVERSATIONS_AT_ONCE;
    }
}
