package com.sealkloud.chat.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.ResourceHolderSupport;
import org.springframework.transaction.support.ResourceHolderSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Gathers what a transaction is to write as one of its last statements, and writes it together just
 * before the commit: whoever else waits for these rows then waits for the commit alone, and not for
 * all that the transaction does besides.
 */
public final class BeforeCommit<T> {

    /** What locks rows of its own. */
    public static final int BEFORE_AUDIT = Ordered.HIGHEST_PRECEDENCE;

    /**
     * The audit log: all transactions lock the end of its chain, so they lock it as the last row.
     */
    public static final int AUDIT = BEFORE_AUDIT + 1;

    /**
     * What locks nothing, and must not wait for the end of that chain. The outbox comes last:
     * events of the node wait for a transaction that has reached it.
     */
    public static final int AFTER_AUDIT = AUDIT + 1;

    private final int order;
    private final Consumer<List<T>> writer;

    /** @param order which of several writes first */
    public BeforeCommit(int order, Consumer<List<T>> writer) {
        this.order = order;
        this.writer = writer;
    }

    /**
     * @throws IllegalStateException outside of a transaction, and in one that has written already
     */
    public void add(T item) {
        gathered().add(item);
    }

    @SuppressWarnings("unchecked")
    private Gathered<T> gathered() {
        Gathered<T> gathered = (Gathered<T>) TransactionSynchronizationManager.getResource(this);
        if (gathered == null) {
            gathered = new Gathered<>();
            TransactionSynchronizationManager.registerSynchronization(new End(gathered));
            TransactionSynchronizationManager.bindResource(this, gathered);
        }
        return gathered;
    }

    private static final class Gathered<T> extends ResourceHolderSupport {

        private final List<T> items = new ArrayList<>();
        private boolean isWritten;

        void add(T item) {
            if (isWritten) {
                throw new IllegalStateException("Too late: the transaction commits");
            }
            items.add(item);
        }
    }

    private final class End extends ResourceHolderSynchronization<Gathered<T>, BeforeCommit<T>> {

        private final Gathered<T> gathered;

        private End(Gathered<T> gathered) {
            super(gathered, BeforeCommit.this);
            this.gathered = gathered;
        }

        @Override
        public int getOrder() {
            return order;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            gathered.isWritten = true;
            writer.accept(gathered.items);
        }
    }
}
