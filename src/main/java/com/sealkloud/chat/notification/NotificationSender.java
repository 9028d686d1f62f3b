package com.sealkloud.chat.notification;

import static java.util.function.Predicate.not;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.Audience;
import com.sealkloud.chat.conversation.Audiences;
import com.sealkloud.chat.due.DueWorker;
import com.sealkloud.chat.log.ChatMessage;
import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.notification.NotificationDelivery.Pushing;
import com.sealkloud.chat.notification.NotificationDelivery.Sending;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
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

    /**
     * Of what waits for somebody who comes and goes all that time, a few of each conversation are
     * enough, the newest of which is shown: nothing else bounds them.
     */
    private static final Duration LONG_AWAITED = Duration.ofMinutes(2);

    private static final int FEW = 3;

    private final NotificationLedger ledger;
    private final Audiences audiences;
    private final CircumstancesLookup circumstances;
    private final NotificationDelivery delivery;
    private final NotificationProperties properties;
    private final JsonMapper json;
    private final Clock clock;

    NotificationSender(
            NotificationLedger ledger,
            Audiences audiences,
            CircumstancesLookup circumstances,
            NotificationDelivery delivery,
            NotificationProperties properties,
            JsonMapper json,
            Clock clock) {
        super("chat-notifications", properties.sweepInterval());
        this.ledger = ledger;
        this.audiences = audiences;
        this.circumstances = circumstances;
        this.delivery = delivery;
        this.properties = properties;
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
        List<Wanted> awaited = new ArrayList<>();
        List<Wanted> wanted = new ArrayList<>();
        for (Due one : due) {
            attempt(one, unwanted, () -> {
                Wanted found =
                        wanted(one, messages.get(one.message()), byConversation.get(one.conversationId()), known);
                if (found == null) {
                    unwanted.add(one);
                } else if (known.isAwaited(one.userId())) {
                    awaited.add(found);
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
                    toPage.add(delivery.publish(newest, notification));
                } else {
                    toDevices.add(NotificationDelivery.push(newest, notification));
                }
            });
        }
        postpone(awaited, known, unwanted);
        delivery.queue(toDevices);
        delivery.settle(toPage).forEach(failed -> giveUpIfTriedTooOften(failed, unwanted));
        ledger.remove(unwanted);
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

    private void postpone(List<Wanted> awaited, Circumstances known, List<Due> unwanted) {
        Instant now = clock.instant();
        Duration shortest = properties.sweepInterval();
        List<Wanted> longAwaited = awaited.stream()
                .filter(one -> one.due().createdAt().plus(LONG_AWAITED).isBefore(now))
                .toList();
        Set<Due> older = Newest.of(longAwaited).stream()
                .map(Newest::older)
                .flatMap(each -> each.stream().limit(Math.max(0, each.size() + 1L - FEW)))
                .collect(Collectors.toSet());
        unwanted.addAll(older);
        awaited.stream()
                .map(Wanted::due)
                .filter(not(older::contains))
                .collect(Collectors.groupingBy(one -> known.isArriving(one.userId())
                        ? shortest
                        : ReturnPause.after(Duration.between(one.createdAt(), now), shortest)))
                .forEach((pause, some) -> ledger.postpone(some, now.plus(pause)));
    }

    private void giveUpIfTriedTooOften(Due due, List<Due> unwanted) {
        if (due.attempts() >= properties.mostAttempts()) {
            log.error("A notification of {} is given up after {} attempts", due.userId(), due.attempts());
            unwanted.add(due);
        }
    }
}
