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
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /** One notification, and what has become of it. */
    private record Sending(Due due, CompletableFuture<Void> sent) {

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
        Map<String, Long> unread = audiences.unreadTotals(userIds);

        NotificationWriter writer = new NotificationWriter(clock);
        List<Due> unwanted = new ArrayList<>();
        List<Due> awaited = new ArrayList<>();
        List<Sending> toPage = new ArrayList<>();
        Map<Due, WebPush.Message> toDevices = new LinkedHashMap<>();
        for (Due one : due) {
            try {
                ChatMessage message = messages.get(one.message());
                Audience audience = byConversation.get(one.conversationId());
                Person reader = audience == null ? null : audience.people().get(one.userId());
                if (message == null
                        || audience == null
                        || reader == null
                        || !isWanted(one, reader, message, audience, known)) {
                    unwanted.add(one);
                    continue;
                }
                if (known.isAwaited(one.userId())) {
                    awaited.add(one);
                    continue;
                }
                String notification = json.writeValueAsString(writer.write(
                        one,
                        reader,
                        message,
                        audience,
                        known.settingsOf(one.userId()),
                        unread.getOrDefault(one.userId(), 0L)));
                if (known.isHere(one.userId())) {
                    toPage.add(new Sending(one, publish(one, notification)));
                } else {
                    toDevices.put(
                            one,
                            new WebPush.Message(
                                    one.userId(),
                                    DesktopNotification.tagOf(one.conversationId()),
                                    one.notificationId(),
                                    notification,
                                    WebPush.Urgency.HIGH));
                }
            } catch (RuntimeException e) {
                log.error("A notification of {} cannot be made", one.userId(), e);
                giveUpIfTriedTooOften(one, unwanted);
            }
        }
        ledger.postpone(awaited, clock.instant().plus(properties.sweepInterval()));
        queue(toDevices);
        settle(toPage, unwanted);
    }

    /**
     * In one transaction, so that whoever takes away the words of a message finds its notification
     * waiting, or what is queued of it.
     */
    private void queue(Map<Due, WebPush.Message> toDevices) {
        if (toDevices.isEmpty()) {
            return;
        }
        int queued = transactions.execute(status -> {
            List<Due> due = List.copyOf(toDevices.keySet());
            boolean[] wanted = ledger.shown(due, false);
            List<WebPush.Message> messages = IntStream.range(0, wanted.length)
                    .filter(i -> wanted[i])
                    .mapToObj(i -> toDevices.get(due.get(i)))
                    .toList();
            push.queue(messages);
            return messages.size();
        });
        push.wake();
        meters.counter("chat.notifications", "by", "push").increment(queued);
    }

    private boolean isWanted(Due due, Person reader, ChatMessage message, Audience audience, Circumstances known) {
        return (!due.isOfEdit() || News.mentions(message, due.userId()))
                && known.wants(reader, message, due.position().seq(), audience, clock.instant())
                && known.isReachable(due.userId());
    }

    private CompletableFuture<Void> publish(Due due, String notification) {
        String destination = PersonalQueues.notificationsOf(due.userId());
        CompletableFuture<Void> sent = due.attempts() > 1
                ? broadcast.republish(destination, notification)
                : broadcast.publish(destination, notification);
        return sent.orTimeout(SENDING_SECONDS, TimeUnit.SECONDS);
    }

    private void settle(List<Sending> toPage, List<Due> unwanted) {
        List<Due> shown = new ArrayList<>();
        for (Sending sending : toPage) {
            if (sending.isSent()) {
                shown.add(sending.due());
            } else {
                giveUpIfTriedTooOften(sending.due(), unwanted);
            }
        }
        boolean[] wanted = ledger.shown(shown, true);
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i]) {
                withdrawals.withdraw(shown.get(i));
            }
        }
        ledger.remove(unwanted);
        meters.counter("chat.notifications", "by", "page").increment(shown.size());
    }

    private void giveUpIfTriedTooOften(Due due, List<Due> unwanted) {
        if (due.attempts() >= properties.mostAttempts()) {
            log.error("A notification of {} is given up after {} attempts", due.userId(), due.attempts());
            unwanted.add(due);
        }
    }
}
