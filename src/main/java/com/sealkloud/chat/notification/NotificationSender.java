package com.sealkloud.chat.notification;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.Audience;
import com.sealkloud.chat.conversation.Audiences;
import com.sealkloud.chat.due.DueWorker;
import com.sealkloud.chat.fanout.Broadcast;
import com.sealkloud.chat.log.ChatMessage;
import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.push.WebPush;
import com.sealkloud.chat.session.PersonalQueues;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the notifications that are due: to the sessions of whoever has one, else by Web Push to
 * their devices. Somebody who has neither, but was here a moment ago, is waited for. Every node
 * does this, each with rows of its own. A row that is claimed and not settled, because a node died
 * or the broker was away, becomes due once more.
 */
@Component
class NotificationSender extends DueWorker {

    private static final Logger log = LoggerFactory.getLogger(NotificationSender.class);

    /**
     * A room of some hundred people at once; much more, and the first of them would wait for the
     * last.
     */
    private static final int AT_ONCE = 500;

    /** For as long the others wait for a broker that is away or silent. */
    static final int SENDING_SECONDS = 10;

    private final NotificationLedger ledger;
    private final Audiences audiences;
    private final CircumstancesLookup circumstances;
    private final Withdrawals withdrawals;
    private final WebPush push;
    private final Broadcast broadcast;
    private final NotificationProperties properties;
    private final TransactionTemplate transactions;
    private final MeterRegistry meters;
    private final JsonMapper json;
    private final Clock clock;

    NotificationSender(
            NotificationLedger ledger,
            Audiences audiences,
            CircumstancesLookup circumstances,
            Withdrawals withdrawals,
            WebPush push,
            Broadcast broadcast,
            NotificationProperties properties,
            TransactionTemplate transactions,
            MeterRegistry meters,
            JsonMapper json,
            Clock clock) {
        super("chat-notifications", properties.sweepInterval());
        this.ledger = ledger;
        this.audiences = audiences;
        this.circumstances = circumstances;
        this.withdrawals = withdrawals;
        this.push = push;
        this.broadcast = broadcast;
        this.properties = properties;
        this.transactions = transactions;
        this.meters = meters;
        this.json = json;
        this.clock = clock;
    }

    @Override
    protected boolean workOffSome() {
        Instant now = clock.instant();
        List<Due> due = ledger.claim(now, now.plus(properties.retryAfter()), AT_ONCE);
        send(due);
        return due.size() == AT_ONCE;
    }

    private record Pushing(Newest newest, WebPush.Message message) {}

    /** One notification, and what has become of it. */
    private record Sending(Newest newest, CompletableFuture<Void> sent) {

        boolean isSent() {
            try {
                sent.join();
                return true;
            } catch (CompletionException | CancellationException e) {
                log.debug("A notification is tried again later: {}", e.getMessage());
                return false;
            }
        }
    }

    private void send(List<Due> due) {
        if (due.isEmpty()) {
            return;
        }
        Set<String> userIds = due.stream().map(Due::userId).collect(Collectors.toSet());
        Map<String, Audience> byConversation = audiences.among(due.stream()
                .collect(Collectors.groupingBy(
                        Due::conversationId, Collectors.mapping(Due::userId, Collectors.toSet()))));
        Map<LogEntryId, ChatMessage> messages =
                audiences.messages(due.stream().map(Due::message).collect(Collectors.toSet()));
        Circumstances known = circumstances.of(userIds, byConversation.keySet());
        List<Due> unwanted = new ArrayList<>();
        List<Due> awaited = new ArrayList<>();
        List<Wanted> wanted = new ArrayList<>();
        for (Due one : due) {
            attempt(one, unwanted, () -> {
                Wanted found =
                        wanted(one, messages.get(one.message()), byConversation.get(one.conversationId()), known);
                if (found == null) {
                    unwanted.add(one);
                } else if (known.isAwaited(one.userId())) {
                    awaited.add(one);
                } else {
                    wanted.add(found);
                }
            });
        }
        // Counting is dear, and of no use to those who are told nothing now.
        Map<String, Long> unread =
                audiences.unreadTotals(wanted.stream().map(Wanted::userId).collect(Collectors.toSet()));
        NotificationWriter writer = new NotificationWriter(clock);
        List<Sending> toPage = new ArrayList<>();
        List<Pushing> toDevices = new ArrayList<>();
        for (Newest newest : Newest.of(wanted)) {
            Wanted one = newest.wanted();
            attempt(one.due(), unwanted, () -> {
                String notification = json.writeValueAsString(writer.write(
                        one.due(),
                        one.reader(),
                        one.message(),
                        one.audience(),
                        known.settingsOf(one.userId()),
                        unread.getOrDefault(one.userId(), 0L)));
                if (known.isHere(one.userId())) {
                    toPage.add(new Sending(newest, publish(one.due(), notification)));
                } else {
                    toDevices.add(new Pushing(newest, push(one.due(), notification)));
                }
            });
        }
        postpone(awaited, known);
        queue(toDevices);
        settle(toPage, unwanted);
    }

    /**
     * In one transaction, so that whoever takes away the words of a message finds its notification
     * waiting, or what is queued of it. An older one that came to be sent after the newest would
     * take its place.
     */
    private void queue(List<Pushing> toDevices) {
        if (toDevices.isEmpty()) {
            return;
        }
        int queued = transactions.execute(status -> {
            Set<Due> shown =
                    shown(toDevices.stream().flatMap(one -> one.newest().all()));
            List<Pushing> still = toDevices.stream()
                    .filter(one -> shown.contains(one.newest().due()))
                    .toList();
            still.stream().flatMap(one -> one.newest().all()).forEach(shown::remove);
            ledger.notShown(shown);
            push.queue(still.stream().map(Pushing::message).toList());
            return still.size();
        });
        push.wake();
        meters.counter("chat.notifications", "by", "push").increment(queued);
    }

    /** @return those that are still wanted, in the order in which all are locked */
    private Set<Due> shown(Stream<Due> some) {
        List<Due> all = some.sorted(Due.ORDER).toList();
        boolean[] wanted = ledger.shown(all, false);
        return IntStream.range(0, wanted.length)
                .filter(i -> wanted[i])
                .mapToObj(all::get)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * After the newest, in a transaction of its own: where that was deleted meanwhile, an older one
     * stays due, and all rows are locked in their order.
     */
    private void olderAreShown(List<Newest> shown) {
        List<Due> older = Newest.olderOf(shown);
        if (!older.isEmpty()) {
            ledger.shown(older, true);
        }
    }

    /** One that cannot be made holds up no other. */
    private void attempt(Due one, List<Due> unwanted, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            log.error("A notification of {} cannot be made", one.userId(), e);
            giveUpIfTriedTooOften(one, unwanted);
        }
    }

    private @Nullable Wanted wanted(
            Due due, @Nullable ChatMessage message, @Nullable Audience audience, Circumstances known) {
        Person reader = audience == null ? null : audience.people().get(due.userId());
        return message != null && audience != null && reader != null && isWanted(due, reader, message, audience, known)
                ? new Wanted(due, reader, message, audience)
                : null;
    }

    private boolean isWanted(Due due, Person reader, ChatMessage message, Audience audience, Circumstances known) {
        return (!due.isOfEdit() || News.mentions(message, due.userId()))
                && known.wants(reader, message, due.position().seq(), audience, clock.instant())
                && known.isReachable(due.userId());
    }

    private void postpone(List<Due> awaited, Circumstances known) {
        Instant now = clock.instant();
        Duration shortest = properties.sweepInterval();
        awaited.stream()
                .collect(Collectors.groupingBy(one -> known.isArriving(one.userId())
                        ? shortest
                        : ReturnPause.after(Duration.between(one.createdAt(), now), shortest)))
                .forEach((pause, some) -> ledger.postpone(some, now.plus(pause)));
    }

    private static WebPush.Message push(Due due, String notification) {
        return new WebPush.Message(
                due.userId(),
                DesktopNotification.tagOf(due.conversationId()),
                due.notificationId(),
                notification,
                WebPush.Urgency.HIGH);
    }

    private CompletableFuture<Void> publish(Due due, String notification) {
        String destination = PersonalQueues.notificationsOf(due.userId());
        CompletableFuture<Void> sent = due.attempts() > 1
                ? broadcast.republish(destination, notification)
                : broadcast.publish(destination, notification);
        return sent.orTimeout(SENDING_SECONDS, TimeUnit.SECONDS);
    }

    private void settle(List<Sending> toPage, List<Due> unwanted) {
        List<Newest> sent = new ArrayList<>();
        for (Sending sending : toPage) {
            if (sending.isSent()) {
                sent.add(sending.newest());
            } else {
                sending.newest().all().forEach(due -> giveUpIfTriedTooOften(due, unwanted));
            }
        }
        boolean[] wanted = ledger.shown(sent.stream().map(Newest::due).toList(), true);
        List<Newest> shown = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i]) {
                shown.add(sent.get(i));
            } else {
                withdrawals.withdraw(sent.get(i).due());
            }
        }
        olderAreShown(shown);
        ledger.remove(unwanted);
        meters.counter("chat.notifications", "by", "page").increment(sent.size());
    }

    private void giveUpIfTriedTooOften(Due due, List<Due> unwanted) {
        if (due.attempts() >= properties.mostAttempts()) {
            log.error("A notification of {} is given up after {} attempts", due.userId(), due.attempts());
            unwanted.add(due);
        }
    }
}
