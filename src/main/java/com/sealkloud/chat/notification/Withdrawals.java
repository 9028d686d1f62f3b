package com.sealkloud.chat.notification;

import com.sealkloud.chat.account.AccessChanged;
import com.sealkloud.chat.conversation.Audiences;
import com.sealkloud.chat.fanout.Broadcast;
import com.sealkloud.chat.log.ContentRemoved;
import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.log.LogTrimmed;
import com.sealkloud.chat.notification.IncomingEvent.MessageRead;
import com.sealkloud.chat.notification.ShownNotifications.Screen;
import com.sealkloud.chat.push.WebPush;
import com.sealkloud.chat.session.PersonalQueues;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Withdraws the notifications of a message on all devices when its recipient has read it on one,
 * of everybody when it was deleted or has gone by age, and of whoever has left the conversation.
 */
@Component
class Withdrawals {

    private static final Logger log = LoggerFactory.getLogger(Withdrawals.class);

    private final ShownNotifications shown;
    private final Audiences audiences;
    private final WebPush push;
    private final Broadcast broadcast;
    private final JsonMapper json;
    private final Clock clock;

    Withdrawals(
            ShownNotifications shown,
            Audiences audiences,
            WebPush push,
            Broadcast broadcast,
            JsonMapper json,
            Clock clock) {
        this.shown = shown;
        this.audiences = audiences;
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
     * Withdraws what is shown of a deleted message. One notification stands for each conversation,
     * so whoever is shown a newer message does not see it any more.
     *
     * @throws RuntimeException if the withdrawals may not have been sent; they can be requested
     *     again
     */
    void deleted(LogEntryId position) {
        List<CompletableFuture<Void>> published = new ArrayList<>();
        shown.showingLast(position)
                .forEach((screen, seq) -> published.add(withdraw(
                        screen,
                        seq,
                        json.writeValueAsString(
                                DeletedNotification.of(position.conversationId(), seq, position.seq())))));
        CompletableFuture.allOf(published.toArray(CompletableFuture[]::new)).join();
        shown.removeDeleted(position);
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
            shown.editedBefore(conversationId, trimmed.firstSeq()).forEach(this::deleted);
        } catch (RuntimeException e) {
            log.warn("What is shown of removed messages is not withdrawn: {}", e.getMessage());
        }
    }

    /** Whoever has lost a conversation sees no more of it, and gets nothing that waits. */
    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void left(AccessChanged changed) {
        Map<String, Long> left = shown.ofPerson(changed.userId());
        left.keySet().removeAll(audiences.joined(changed.userId(), left.keySet()));
        left.forEach((conversationId, seq) -> {
            Screen screen = new Screen(conversationId, changed.userId());
            withdraw(screen, seq, null).exceptionally(failure -> {
                log.warn("What is shown of a left conversation is not withdrawn: {}", failure.getMessage());
                return null;
            });
            shown.removeRead(List.of(new MessageRead(conversationId, screen.userId(), seq)));
        });
    }

    /** Messages read while their notification was being sent. */
    void withdraw(Due due) {
        withdraw(new Screen(due.conversationId(), due.userId()), due.position().seq(), null);
    }

    private CompletableFuture<Void> withdraw(Screen screen, long readSeq, @Nullable String instead) {
        String tag = DesktopNotification.tagOf(screen.conversationId());
        String withdrawn = json.writeValueAsString(new NotificationWithdrawn(
                screen.conversationId(), readSeq, tag, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        push.withdraw(screen.userId(), tag, withdrawn, instead);
        return broadcast
                .publish(PersonalQueues.notificationsOf(screen.userId()), withdrawn)
                .orTimeout(NotificationSender.SENDING_SECONDS, TimeUnit.SECONDS);
    }
}
