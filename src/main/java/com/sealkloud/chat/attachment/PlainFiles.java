package com.sealkloud.chat.attachment;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.encryption.SealableFiles;
import com.sealkloud.chat.filestore.FileStorage;
import com.sealkloud.chat.filestore.LocalFile;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals files that were stored plain: a sealed copy is stored under another key, and one
 * transaction puts it in the place of the plain one. What dies before leaves a copy that is
 * removed, and after it a plain file that is removed.
 */
@Component
class PlainFiles implements SealableFiles {

    private static final Logger log = LoggerFactory.getLogger(PlainFiles.class);

    private static final int AT_ONCE = 20;

    /** A backup copies the files after the database, which still has their former keys. */
    private static final Duration KEEP_FORMER = Duration.ofDays(1);

    private final FileStorage storage;
    private final StorageKeys keys;
    private final Removals removals;
    private final TransactionTemplate transactions;

    PlainFiles(FileStorage storage, StorageKeys keys, Removals removals, TransactionTemplate transactions) {
        this.storage = storage;
        this.keys = keys;
        this.removals = removals;
        this.transactions = transactions;
    }

    @Override
    public Sealed sealSome(String after) {
        List<String> plain = keys.plain(after, AT_ONCE);
        if (plain.isEmpty()) {
            return new Sealed(null, 0);
        }
        int left = (int) plain.stream().filter(key -> !isDone(key)).count();
        if (left == plain.size()) {
            throw new IllegalStateException("the storage of files is away");
        }
        return new Sealed(plain.get(plain.size() - 1), left);
    }

    @Override
    public long unsealedAfter(String after) {
        return keys.countPlain(after);
    }

    /** One that cannot be sealed, for whatever reason, holds up no other. */
    private boolean isDone(String key) {
        try {
            seal(key);
            return true;
        } catch (IOException | Refusal e) {
            log.warn("The file {} is not sealed before the next round: {}", key, e.getMessage());
            return false;
        }
    }

    private void seal(String former) throws IOException {
        if (!storage.has(former)) {
            log.warn("The bytes of the file {} are lost", former);
            return;
        }
        String key = storage.newKeyInsteadOf(former);
        removals.expect(key);
        boolean replaced = false;
        try (LocalFile plain = storage.fetch(former)) {
            storage.store(key, plain);
            replaced = Boolean.TRUE.equals(transactions.execute(status -> replace(former, key, status)));
        } finally {
            if (!replaced) {
                removals.hasten(key);
            }
        }
    }

    private boolean replace(String former, String key, TransactionStatus status) {
        // It may have been removed meanwhile.
        if (removals.takeBack(key) && keys.replace(former, key)) {
            removals.expectReplaced(former, key, KEEP_FORMER);
            return true;
        }
        status.setRollbackOnly();
        return false;
    }
}
