package com.sealkloud.chat.log;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Reads a conversation's log in pages, by {@code seq}. A page costs the same wherever in the log it
 * is.
 */
@Component
public class History {

    private final LogPages log;
    private final RecentEvents recent;
    private final LogAccess access;

    History(LogPages log, RecentEvents recent, LogAccess access) {
        this.log = log;
        this.recent = recent;
        this.access = access;
    }

    /** An event exactly as it was logged. */
    public record StoredEvent(@JsonValue @JsonRawValue String payload) {

        static List<StoredEvent> of(List<LogPages.Row> rows) {
            return rows.stream().map(row -> new StoredEvent(row.payload())).toList();
        }
    }

    /** Messages, oldest first. */
    public record MessagePage(List<StoredEvent> messages, boolean hasMoreBefore, boolean hasMoreAfter) {}

    public MessagePage newest(Person person, String conversationId, int limit) {
        return before(person, conversationId, Long.MAX_VALUE, limit);
    }

    public MessagePage before(Person person, String conversationId, long seq, int limit) {
        LogHead head = access.requireReadable(person, conversationId);
        List<LogPages.Row> older = older(conversationId, seq, limit + 1);
        return new MessagePage(
                StoredEvent.of(newestOf(older, limit)), older.size() > limit, head.lastMessageSeq() >= seq);
    }

    public MessagePage after(Person person, String conversationId, long seq, int limit) {
        access.requireReadable(person, conversationId);
        List<LogPages.Row> newer = log.messagesAfter(conversationId, seq, limit + 1);
        boolean hasMoreBefore = !log.messagesBefore(conversationId, Math.min(seq, Long.MAX_VALUE - 1) + 1, 1)
                .isEmpty();
        return new MessagePage(
                StoredEvent.of(newer.subList(0, Math.min(limit, newer.size()))), hasMoreBefore, newer.size() > limit);
    }

    /** The message of that seq in the middle, as far as there are enough on both sides. */
    public MessagePage around(Person person, String conversationId, long seq, int limit) {
        access.requireReadable(person, conversationId);
        int half = limit / 2;
        List<LogPages.Row> older = older(conversationId, seq, half + 1);
        List<LogPages.Row> newer = log.messagesAfter(conversationId, seq - 1, limit - half + 1);
        List<LogPages.Row> page = new ArrayList<>(newestOf(older, half));
        page.addAll(newer.subList(0, Math.min(limit - half, newer.size())));
        return new MessagePage(StoredEvent.of(page), older.size() > half, newer.size() > limit - half);
    }

    /** Everything after a seq, messages and the rest: how a client that was away catches up. */
    public Page<StoredEvent> eventsAfter(Person person, String conversationId, long seq, int limit) {
        LogHead head = access.requireReadable(person, conversationId);
        List<StoredEvent> page = recent.after(conversationId, seq, head.lastSeq(), limit);
        long reached = seq + page.size();
        return new Page<>(page, reached < head.lastSeq() ? String.valueOf(reached) : null);
    }

    private List<LogPages.Row> older(String conversationId, long seq, int limit) {
        List<LogPages.Row> older = new ArrayList<>(log.messagesBefore(conversationId, seq, limit));
        Collections.reverse(older);
        return older;
    }

    private static List<LogPages.Row> newestOf(List<LogPages.Row> ascending, int limit) {
        return ascending.subList(Math.max(0, ascending.size() - limit), ascending.size());
    }
}
