package com.sealkloud.chat.outbox;

import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.log.EventLogged;
import com.sealkloud.chat.log.EventSink;
import com.sealkloud.chat.outbox.UnpublishedMark.CommitMark;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.ResourceHolderSupport;
import org.springframework.transaction.support.ResourceHolderSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Gathers what a transaction logs. Its last statement is a row of {@code outbox}, which says that
 * all of this is not published yet; {@link Outbox} gets the events then, and learns after the end
 * whether they were committed. Listeners to {@link EventLogged} are told after the commit.
 */
@Component
class OutboxWriter implements EventSink {

    private static final Logger log = LoggerFactory.getLogger(OutboxWriter.class);

    private final OutboxRows rows;
    private final Outbox outbox;
    private final Publications publications;
    private final ApplicationEventPublisher listeners;
    private final Clock clock;

    OutboxWriter(
            OutboxRows rows,
            Outbox outbox,
            Publications publications,
            ApplicationEventPublisher listeners,
            Clock clock) {
        this.rows = rows;
        this.outbox = outbox;
        this.publications = publications;
        this.listeners = listeners;
        this.clock = clock;
    }

    private static final class Logged extends ResourceHolderSupport {
        private final List<EventLogged> events = new ArrayList<>();
    }

    @Override
    public void logged(EventLogged event) {
        Logged logged = (Logged) TransactionSynchronizationManager.getResource(this);
        if (logged == null) {
            logged = new Logged();
            TransactionSynchronizationManager.bindResource(this, logged);
            TransactionSynchronizationManager.registerSynchronization(new End(logged));
        }
        logged.events.add(event);
    }

    /** It is committed: what a listener throws concerns nobody but the listener. */
    private void tell(EventLogged event) {
        try {
            listeners.publishEvent(event);
        } catch (RuntimeException e) {
            log.error("A listener has failed at {}", event, e);
        }
    }

    /** What happens when the transaction ends. */
    private final class End extends ResourceHolderSynchronization<Logged, OutboxWriter> {

        private final Logged logged;
        private @Nullable CompletableFuture<Boolean> isCommitted;

        private End(Logged logged) {
            super(logged, OutboxWriter.this);
            this.logged = logged;
        }

        /**
         * Queues the events while the transaction holds the rows of their conversations: after the
         * commit, of two that post at once the later number could come first.
         */
        @Override
        public void beforeCommit(boolean readOnly) {
            String commitId = Ids.next();
            rows.add(
                    commitId,
                    logged.events.stream()
                            .map(event -> new OutboxRows.Noted(event.id(), Route.noted(event.event())))
                            .toList(),
                    clock.instant());
            isCommitted = outbox.committing(
                    new CommitMark(commitId),
                    logged.events.stream().map(publications::of).toList());
        }

        @Override
        public void afterCompletion(int status) {
            super.afterCompletion(status);
            if (isCommitted != null) {
                isCommitted.complete(status == STATUS_COMMITTED);
            }
            if (status == STATUS_COMMITTED) {
                logged.events.forEach(OutboxWriter.this::tell);
            }
        }
    }
}
