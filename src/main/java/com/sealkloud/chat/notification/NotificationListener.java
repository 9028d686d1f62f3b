package com.sealkloud.chat.notification;

import com.sealkloud.chat.conversation.Audience;
import com.sealkloud.chat.conversation.Audiences;
import com.sealkloud.chat.log.ChatMessage;
import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.notification.IncomingEvent.MessageCreated;
import com.sealkloud.chat.notification.IncomingEvent.MessageDeleted;
import com.sealkloud.chat.notification.IncomingEvent.MessageRead;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides of each message who is to be notified, and when. Its decisions become rows, in one
 * transaction with the note that the event is handled: an event that comes again, as after a crash,
 * finds the note and changes nothing, and what the rows demand is done by {@link
 * NotificationSender}, on this node or another.
 */
@Component
class NotificationListener {

    private final Audiences audiences;
    private final CircumstancesLookup circumstances;
    private final NotificationLedger ledger;
    private final NotificationSender sender;
    private final Withdrawals withdrawals;
    private final NotificationProperties properties;
    private final TransactionTemplate transactions;
    private final Clock clock;

    NotificationListener(
            Audiences audiences,
            CircumstancesLookup circumstances,
            NotificationLedger ledger,
            NotificationSender sender,
            Withdrawals withdrawals,
            NotificationProperties properties,
            TransactionTemplate transactions,
            Clock clock) {
        this.audiences = audiences;
        this.circumstances = circumstances;
        this.ledger = ledger;
        this.sender = sender;
        this.withdrawals = withdrawals;
        this.properties = properties;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Works on events together; what it asks the database does not depend on how many they are, or
     * whom they concern. Deletions alone, which are rare, cost a few statements each.
     *
     * @throws RuntimeException if nothing was decided about any of them; all may come again
     */
    void handle(List<IncomingEvent> events) {
        List<MessageRead> reads = only(MessageRead.class, events);
        List<LogEntryId> created = only(MessageCreated.class, events).stream()
                .filter(event -> event.occurredAt().isAfter(clock.instant().minus(properties.oldest())))
                .map(MessageCreated::position)
                .distinct()
                .toList();
        if (!created.isEmpty()) {
            transactions.executeWithoutResult(status -> decide(created));
            sender.wake();
        }
        if (!reads.isEmpty()) {
            withdrawals.read(reads);
        }
        only(MessageDeleted.class, events).forEach(deleted -> withdrawals.deleted(deleted.position()));
    }

    private static <E extends IncomingEvent> List<E> only(Class<E> type, List<IncomingEvent> events) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void decide(List<LogEntryId> created) {
        Instant now = clock.instant();
        Set<LogEntryId> fresh = ledger.note(created, now);
        Collection<ChatMessage> messages = audiences.messages(fresh).values();
        Map<String, Audience> byConversation =
                audiences.of(messages.stream().map(ChatMessage::conversationId).collect(Collectors.toSet()));
        Circumstances known = circumstances.of(byConversation.values());
        ledger.add(
                messages.stream()
                        .flatMap(message -> decide(message, byConversation.get(message.conversationId()), known, now))
                        .toList(),
                now);
    }

    private Stream<Due> decide(ChatMessage message, @Nullable Audience audience, Circumstances known, Instant now) {
        if (audience == null) {
            return Stream.empty();
        }
        Mentioned mentioned = new Mentioned(message, audience);
        return audience.people().values().stream()
                .filter(person -> known.wants(person, message, audience, mentioned, now))
                .filter(person -> known.isReachable(person.userId()))
                .map(person -> Due.of(
                        message,
                        person.userId(),
                        known.looksAt(person.userId(), message.conversationId()) ? now.plus(properties.delay()) : now));
    }
}
