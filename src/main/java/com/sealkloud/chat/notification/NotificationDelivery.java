package com.sealkloud.chat.notification;

import com.sealkloud.chat.fanout.Broadcast;
import com.sealkloud.chat.push.WebPush;
import com.sealkloud.chat.session.PersonalQueues;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings notifications to open pages, over the broker, or to devices, by Web Push, and notes in
 * their rows that they are shown.
 */
@Component
class NotificationDelivery {

    private static final Logger log = LoggerFactory.getLogger(NotificationDelivery.class);

    /** For as long the others wait for a broker that is away or silent. */
    static final int SENDING_SECONDS = 10;

    private final NotificationLedger ledger;
    private final Withdrawals withdrawals;
    private final WebPush push;
    private final Broadcast broadcast;
    private final TransactionTemplate transactions;
    private final MeterRegistry meters;

    NotificationDelivery(
            NotificationLedger ledger,
            Withdrawals withdrawals,
            WebPush push,
            Broadcast broadcast,
            TransactionTemplate transactions,
            MeterRegistry meters) {
        this.ledger = ledger;
        this.withdrawals = withdrawals;
        this.push = push;
        this.broadcast = broadcast;
        this.transactions = transactions;
        this.meters = meters;
    }

    record Pushing(Newest newest, WebPush.Message message) {}

    /** One notification, and what has become of it. */
    record Sending(Newest newest, CompletableFuture<Void> sent) {

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

    static Pushing push(Newest newest, String notification) {
        Due due = newest.due();
        return new Pushing(
                newest,
                new WebPush.Message(
                        due.userId(),
                        DesktopNotification.tagOf(due.conversationId()),
                        due.notificationId(),
                        notification,
                        WebPush.Urgency.HIGH));
    }

    Sending publish(Newest newest, String notification) {
        Due due = newest.due();
        String destination = PersonalQueues.notificationsOf(due.userId());
        CompletableFuture<Void> sent = due.attempts() > 1
                ? broadcast.republish(destination, notification)
                : broadcast.publish(destination, notification);
        return new Sending(newest, sent.orTimeout(SENDING_SECONDS, TimeUnit.SECONDS));
    }

    /**
     * In one transaction, so that whoever takes away the words of a message finds its notification
     * waiting, or what is queued of it. An older one that came to be sent after the newest would
     * take its place.
     */
    void queue(List<Pushing> toDevices) {
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

    /**
     * Waits for the broker, and notes what is shown.
     *
     * @return what could not be sent
     */
    List<Due> settle(List<Sending> toPage) {
        List<Due> failed = new ArrayList<>();
        List<Newest> sent = new ArrayList<>();
        for (Sending sending : toPage) {
            if (sending.isSent()) {
                sent.add(sending.newest());
            } else {
                sending.newest().all().forEach(failed::add);
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
        meters.counter("chat.notifications", "by", "page").increment(sent.size());
        return failed;
    }
}
