package com.sealkloud.chat.log;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.epoch.Epoch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads a conversation's log in pages, by {@code seq}. A page costs the same wherever in the log it
 * is. One with long messages ends early, as the next one begins where it ends.
 */
@Component
public class History {

    private final LogPages log;
    private final RecentEvents recent;
    private final LogAccess access;
    private final EventTypes types;
    private final Epoch epoch;
    private final List<AboutMessages> features;

    History(
            LogPages log,
            RecentEvents recent,
            LogAccess access,
            EventTypes types,
            Epoch epoch,
            List<AboutMessages> features) {
        this.log = log;
        this.recent = recent;
        this.access = access;
        this.types = types;
        this.epoch = epoch;
        this.features = features;
    }

    /** An event as it was logged, with the words that it has now. */
    public record StoredEvent(@JsonValue @JsonRawValue String payload) {}

    /** Messages, oldest first. */
    public record MessagePage(List<StoredEvent> messages, boolean hasMoreBefore, boolean hasMoreAfter) {}

    public MessagePage newest(Person person, String conversationId, int limit) {
        return before(person, conversationId, Long.MAX_VALUE, limit);
    }

    /**
     * The newest messages of a log that the caller has found to be open to this person. They are
     * one half of a page.
     */
    public MessagePage newestOf(Person person, LogHead head, int limit) {
        return before(person, head, Long.MAX_VALUE, limit, LogPages.MOST_OCTETS / 2);
    }

    public MessagePage before(Person person, String conversationId, long seq, int limit) {
        return before(person, access.requireReadable(person, conversationId), seq, limit, LogPages.MOST_OCTETS);
    }

    private MessagePage before(Person person, LogHead head, long seq, int limit, int octets) {
        LogPages.Part older = log.messagesBefore(head.conversationId(), seq, limit, octets);
        return new MessagePage(
                asSeenBy(person, head.conversationId(), oldestFirst(older)),
                older.isMore(),
                head.lastMessageSeq() >= seq);
    }

    public MessagePage after(Person person, String conversationId, long seq, int limit) {
        access.requireReadable(person, conversationId);
        LogPages.Part newer = log.messagesAfter(conversationId, seq, limit, LogPages.MOST_OCTETS);
        LogPages.Part older = log.messagesBefore(conversationId, Math.min(seq, Long.MAX_VALUE - 1) + 1, 0, 0);
        return new MessagePage(asSeenBy(person, conversationId, newer.rows()), older.isMore(), newer.isMore());
    }

    /** The message of that seq in the middle, as far as there are enough on both sides. */
    public MessagePage around(Person person, String conversationId, long seq, int limit) {
        access.requireReadable(person, conversationId);
        int half = limit / 2;
        LogPages.Part older = log.messagesBefore(conversationId, seq, half, LogPages.MOST_OCTETS / 2);
        LogPages.Part newer = log.messagesAfter(conversationId, seq - 1, limit - half, LogPages.MOST_OCTETS / 2);
        return new MessagePage(asSeenBy(person, conversationId, joined(older, newer)), older.isMore(), newer.isMore());
    }

    /** @param reached the last of the messages if those behind it were too long; null otherwise */
    public record ChosenMessages(
            List<StoredEvent> messages, @Nullable Long reached) {}

    /** @return these messages, in the same order; those that there are not are left out */
    public ChosenMessages messages(Person person, String conversationId, List<Long> seqs) {
        access.requireReadable(person, conversationId);
        LogPages.Part found = log.messages(conversationId, seqs);
        List<LogPages.Row> rows = found.rows();
        return new ChosenMessages(
                asSeenBy(person, conversationId, rows),
                found.isMore() ? rows.get(rows.size() - 1).seq() : null);
    }

    /**
     * What a person sees, oldest first: messages as they are now, and comings and goings. It is
     * read from one snapshot: a client applies later events to it, and must find none of them in
     * it.
     *
     * @param asOfSeq up to which event all is told; later ones are to be applied to it
     * @param firstSeq the number of the first event that is kept; behind the last one if none is
     * @param epoch of which state of the database all of it is
     */
    public record Timeline(
            List<StoredEvent> lines,
            boolean hasMoreBefore,
            boolean hasMoreAfter,
            long asOfSeq,
            long firstSeq,
            String epoch) {}

    /**
     * Events as they were logged, oldest first.
     *
     * @param nextCursor the {@code after} of the next page; null at the end
     * @param firstSeq the number of the first event that is kept: what came before was removed
     * @param epoch of which state of the database all of it is
     */
    public record EventPage(
            List<StoredEvent> items, @Nullable String nextCursor, long firstSeq, String epoch) {}

    /** The lines before a seq; the newest ones before {@link Long#MAX_VALUE}. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Timeline timelineBefore(Person person, String conversationId, long seq, int limit) {
        return timeline(person, conversationId, seq, limit, 0);
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Timeline timelineAfter(Person person, String conversationId, long seq, int limit) {
        return timeline(person, conversationId, Math.min(seq, Long.MAX_VALUE - 1) + 1, 0, limit);
    }

    /** The line of that seq in the middle, as far as there are enough on both sides. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Timeline timelineAround(Person person, String conversationId, long seq, int limit) {
        return timeline(person, conversationId, seq, limit / 2, limit - limit / 2);
    }

    /**
     * @param before how many lines with a smaller seq
     * @param after how many lines from this seq on
     */
    private Timeline timeline(Person person, String conversationId, long seq, int before, int after) {
        String asOf = epoch.current();
        LogHead head = access.requireReadable(person, conversationId);
        int octets = before > 0 && after > 0 ? LogPages.MOST_OCTETS / 2 : LogPages.MOST_OCTETS;
        LogPages.Part older = log.linesBefore(conversationId, seq, before, octets);
        LogPages.Part newer =
                seq == Long.MAX_VALUE ? LogPages.Part.NONE : log.linesAfter(conversationId, seq - 1, after, octets);
        return new Timeline(
                asSeenBy(person, conversationId, joined(older, newer)),
                older.isMore(),
                newer.isMore(),
                head.lastSeq(),
                head.firstSeq(),
                asOf);
    }

    private List<StoredEvent> asSeenBy(Person reader, String conversationId, List<LogPages.Row> page) {
        if (page.isEmpty()) {
            return List.of();
        }
        List<Long> seqs = page.stream().map(LogPages.Row::seq).toList();
        List<Map<Long, String>> told = features.stream()
                .map(feature -> feature.fields(reader, conversationId, seqs))
                .filter(fields -> !fields.isEmpty())
                .toList();
        return page.stream()
                .map(row -> new StoredEvent(with(row.seq(), payload(reader, row), told)))
                .toList();
    }

    private String payload(Person reader, LogPages.Row row) {
        return reader.isClient() ? types.forClients(row.type(), row.payload()) : row.payload();
    }

    /** Beside what was logged, which is passed on without being read. */
    private static String with(long seq, String payload, List<Map<Long, String>> told) {
        String fields = told.stream()
                .map(bySeq -> bySeq.get(seq))
                .filter(Objects::nonNull)
                .map(field -> "," + field)
                .collect(Collectors.joining());
        return fields.isEmpty() ? payload : payload.substring(0, payload.lastIndexOf('}')) + fields + "}";
    }

    /** Everything after a seq, messages and the rest: how a client that was away catches up. */
    public EventPage eventsAfter(Person person, String conversationId, long seq, int limit) {
        String asOf = epoch.current();
        LogHead head = access.requireReadable(person, conversationId);
        List<LogPages.Row> rows = recent.after(head, seq, limit);
        List<StoredEvent> page =
                rows.stream().map(row -> new StoredEvent(payload(person, row))).toList();
        long reached =
                rows.isEmpty() ? head.lastSeq() : rows.get(rows.size() - 1).seq();
        return new EventPage(page, reached < head.lastSeq() ? String.valueOf(reached) : null, head.firstSeq(), asOf);
    }

    /**
     * One event, with the words that it has now. Programs get whichever their feed tells of, also
     * of a conversation that they do not read otherwise.
     *
     * @throws Refusal {@code not_found}
     */
    public StoredEvent event(Person person, String conversationId, long seq) {
        Optional<LogPages.Row> found = log.eventsAfter(conversationId, seq - 1, 1).stream()
                .filter(row -> row.seq() == seq)
                .findFirst();
        if (!person.isService() || found.filter(this::concernsTicketServices).isEmpty()) {
            access.requireReadable(person, conversationId);
        }
        return found.map(row -> new StoredEvent(payload(person, row)))
                .orElseThrow(() -> Refusal.notFound("There is no event " + seq + "."));
    }

    private boolean concernsTicketServices(LogPages.Row row) {
        return types.read(row.type(), row.payload())
                .filter(ConversationEvent::concernsTicketServices)
                .isPresent();
    }

    private static List<LogPages.Row> joined(LogPages.Part newestFirst, LogPages.Part oldestFirst) {
        List<LogPages.Row> all = oldestFirst(newestFirst);
        all.addAll(oldestFirst.rows());
        return all;
    }

    private static List<LogPages.Row> oldestFirst(LogPages.Part newestFirst) {
        List<LogPages.Row> rows = new ArrayList<>(newestFirst.rows());
        Collections.reverse(rows);
        return rows;
    }
}
