package com.sealkloud.chat.notification;

import com.sealkloud.chat.conversation.MembershipEnded;
import com.sealkloud.chat.fanout.Broadcast;
import com.sealkloud.chat.log.ContentRemoved;
import com.sealkloud.chat.log.LogTrimmed;
import com.sealkloud.chat.notification.IncomingEvent.MessageRead;
import com.sealkloud.chat.notification.ShownNotifications.Screen;
import com.sealkloud.chat.notification.ShownNotifications.Shown;
import com.sealkloud.chat.push.WebPush;
import com.sealkloud.chat.session.PersonalQueues;
import com.sealkloud.chat.sql.BeforeCommit;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Withdraws the notifications of a message on all devices when its recipient has read it on one,
 * of everybody when it was deleted or has gone by age, and of whoever has left the conversation.
 */
@Component
class Withdrawals {

    private static final Logger log = LoggerFactory.getLogger(Withdrawals.class);

    private static final int LEFT_AT_ONCE = 1_000;

    private final BeforeCommit<Screen> left = new BeforeCommit<>(BeforeCommit.BEFORE_AUDIT, this::withdrawLeft);
    private final ShownNotifications shown;
    private final WebPush push;
    private final Broadcast broadcast;
    private final JsonMapper json;
    private final Clock clock;

    Withdrawals(ShownNotifications shown, WebPush push, Broadcast broadcast, JsonMapper json, Clock clock) {
        this.shown = shown;
        this.push = push;
        this.broadcast = broadcast;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @throws RuntimeException if the withdrawals may not have been sent; they can be requested
     *     again
     */
    void read(List<MessageRead> reads) {
        Map<Screen, Long> readSeqs = reads.stream()
                .collect(Collectors.toMap(
                        read -> new Screen(read.conversationId(), read.userId()), MessageRead::readSeq, Math::max));
        Set<Screen> showing = shown.showingRead(reads);
        List<CompletableFuture<Void>> published = new ArrayList<>();
        showing.forEach(screen -> published.add(withdraw(screen, readSeqs.getOrDefault(screen, 0L), null)));
        CompletableFuture.allOf(published.toArray(CompletableFuture[]::new)).join();
        shown.removeRead(reads);
    }

    /** In the transaction that takes the words away, long before anything is withdrawn. */
    @EventListener
    void forget(ContentRemoved taken) {
        push.forgetWords(shown.removeWaiting(taken));
    }

    /**
     * Withdraws what is shown of deleted messages of a conversation. One notification stands for
     * each conversation, so whoever is shown a newer message does not see them any more.
     *
     * @throws RuntimeException if the withdrawals may not have been sent; they can be requested
     *     again
     */
    void deleted(String conversationId, Collection<Long> messageSeqs) {
        List<CompletableFuture<Void>> published = new ArrayList<>();
        for (Shown one : shown.showingLast(conversationId, messageSeqs)) {
            DeletedNotification instead = DeletedNotification.of(conversationId, one.seq(), one.messageSeq());
            published.add(withdraw(one.screen(), one.seq(), json.writeValueAsString(instead)));
        }
        CompletableFuture.allOf(published.toArray(CompletableFuture[]::new)).join();
        shown.removeDeleted(conversationId, messageSeqs);
    }

    /**
     * Messages that were removed by age show as little as read ones. What fails here expires by
     * itself.
     */
    @EventListener
    void trimmed(LogTrimmed trimmed) {
        String conversationId = trimmed.conversationId();
        List<MessageRead> gone = shown.userIdsBefore(conversationId, trimmed.firstSeq()).stream()
                .map(userId -> new MessageRead(conversationId, userId, trimmed.firstSeq() - 1))
                .toList();
        try {
            if (!gone.isEmpty()) {
                read(gone);
            }
            List<Long> edited = shown.editedBefore(conversationId, trimmed.firstSeq());
            if (!edited.isEmpty()) {
                deleted(conversationId, edited);
            }
        } catch (RuntimeException e) {
            log.warn("What is shown of removed messages is not withdrawn: {}", e.getMessage());
        }
    }

    @EventListener
    void left(MembershipEnded ended) {
        left.add(new Screen(ended.conversationId(), ended.userId()));
    }

    /** Whoever has lost a conversation sees no more of it, and gets nothing that waits. */
    private void withdrawLeft(List<Screen> screens) {
        for (int from = 0; from < screens.size(); from += LEFT_AT_ONCE) {
            shown.remove(screens.subList(from, Math.min(from + LEFT_AT_ONCE, screens.size())))
                    .forEach((screen, seq) -> {
                        String withdrawn = withdrawn(screen, seq);
                        push.withdraw(screen.userId(), DesktopNotification.tagOf(screen.conversationId()), withdrawn);
                        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                            @Override
                            public void afterCommit() {
                                publish(screen, withdrawn);
                            }
                        });
                    });
        }
    }

    /** Messages read while their notification was being sent. */
    void withdraw(Due due) {
        withdraw(new Screen(due.conversationId(), due.userId()), due.position().seq(), null);
    }

    private CompletableFuture<Void> withdraw(Screen screen, long readSeq, @Nullable String instead) {
        String withdrawn = withdrawn(screen, readSeq);
        push.withdraw(screen.userId(), DesktopNotification.tagOf(screen.conversationId()), withdrawn, instead);
        return publish(screen, withdrawn);
    }

    private String withdrawn(Screen screen, long readSeq) {
        return json.writeValueAsString(new NotificationWithdrawn(
                screen.conversationId(),
                readSeq,
                DesktopNotification.tagOf(screen.conversationId()),
                clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    private CompletableFuture<Void> publish(Screen screen, String withdrawn) {
        return broadcast
                .publish(PersonalQueues.notificationsOf(screen.userId()), withdrawn)
                .orTimeout(NotificationDelivery.SENDING_SECONDS, TimeUnit.SECONDS);
    }
}
