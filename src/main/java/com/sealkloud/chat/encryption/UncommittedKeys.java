package com.sealkloud.chat.encryption;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The data keys that the current transaction has made, by their conversations. For other
 * transactions there is no such key before the commit, and none after a rollback.
 */
final class UncommittedKeys {

    private final BiConsumer<String, DataKey> committed;

    /** @param committed called with each conversation and its key after the commit */
    UncommittedKeys(BiConsumer<String, DataKey> committed) {
        this.committed = committed;
    }

    /** Outside of a transaction it counts as committed. */
    void add(String conversationId, DataKey key) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            ofThisTransaction().put(conversationId, key);
        } else {
            committed.accept(conversationId, key);
        }
    }

    @Nullable
    DataKey of(String conversationId) {
        return TransactionSynchronizationManager.isSynchronizationActive()
                ? ofThisTransaction().get(conversationId)
                : null;
    }

    private Map<String, DataKey> ofThisTransaction() {
        @SuppressWarnings("unchecked")
        Map<String, DataKey> known = (Map<String, DataKey>) TransactionSynchronizationManager.getResource(this);
        if (known != null) {
            return known;
        }
        Map<String, DataKey> made = new HashMap<>();
        TransactionSynchronizationManager.bindResource(this, made);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void suspend() {
                TransactionSynchronizationManager.unbindResource(UncommittedKeys.this);
            }

            @Override
            public void resume() {
                TransactionSynchronizationManager.bindResource(UncommittedKeys.this, made);
            }

            @Override
            public void afterCommit() {
                made.forEach(committed);
            }

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(UncommittedKeys.this);
            }
        });
        return made;
    }
}
