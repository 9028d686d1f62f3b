package com.sealkloud.chat.notification;

import com.sealkloud.chat.conversation.Audience;
import com.sealkloud.chat.conversation.Audiences;
import com.sealkloud.chat.log.ChatMessage;
import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.notification.IncomingEvent.MessageDeleted;
import com.sealkloud.chat.notification.IncomingEvent.MessageRead;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
     * whom they concern, up to the bound of {@link NewsParts}. For deletions it depends on how many
     * conversations they are of.
     *
     * @throws RuntimeException if something was not decided about some of them; all may come again
     */
    void handle(List<IncomingEvent> events) {
        List<MessageRead> reads = only(MessageRead.class, events);
        Map<LogEntryId, News> news = events.stream()
                .flatMap(News::of)
                .filter(event -> event.occurredAt().isAfter(clock.instant().minus(properties.oldest())))
                .collect(
                        Collectors.toMap(News::position, Function.identity(), (one, again) -> one, LinkedHashMap::new));
        if (!news.isEmpty()) {
            for (List<News> part : NewsParts.of(news.values(), membersOf(news.keySet()))) {
                transactions.executeWithoutResult(status -> decide(part));
                sender.wake();
            }
        }
        if (!reads.isEmpty()) {
            withdrawals.read(reads);
        }
        only(MessageDeleted.class, events).stream()
                .map(MessageDeleted::position)
                .collect(Collectors.groupingBy(
                        LogEntryId::conversationId, Collectors.mapping(LogEntryId::seq, Collectors.toSet())))
                .forEach(withdrawals::deleted);
    }

    private static <E extends IncomingEvent> List<E> only(Class<E> type, List<IncomingEvent> events) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private Map<String, Long> membersOf(Collection<LogEntryId> positions) {
        return audiences.sizes(
                positions.stream().map(LogEntryId::conversationId).collect(Collectors.toSet()));
    }

    private void decide(List<News> part) {
        Instant now = clock.instant();
        Map<LogEntryId, News> news = part.stream().collect(Collectors.toMap(News::position, Function.identity()));
        List<News> fresh = ledger.note(part.stream().map(News::position).toList(), now).stream()
                .map(news::get)
                .toList();
        Map<LogEntryId, ChatMessage> messages =
                audiences.messages(fresh.stream().map(News::message).collect(Collectors.toSet()));
        Map<String, Audience> byConversation = audiences.of(
                messages.keySet().stream().map(LogEntryId::conversationId).collect(Collectors.toSet()));
        Circumstances known = circumstances.of(byConversation.values());
        ledger.add(fresh.stream()
                .flatMap(one -> decide(
                        one,
                        messages.get(one.message()),
                        byConversation.get(one.message().conversationId()),
                        known,
                        now))
                .toList());
    }

    private Stream<Due> decide(
            News news, @Nullable ChatMessage message, @Nullable Audience audience, Circumstances known, Instant now) {
        if (message == null || audience == null) {
            return Stream.empty();
        }
        return audience.people().values().stream()
                .filter(person -> news.concerns(person.userId(), message))
                .filter(person -> known.wants(person, message, news.position().seq(), audience, now))
                .filter(person -> known.isReachable(person.userId()))
                .map(person -> Due.of(
                        news.position(),
                        message.seq(),
                        person.userId(),
                        now,
                        known.looksAt(person.userId(), message.conversationId()) ? now.plus(properties.delay()) : now));
    }
}
