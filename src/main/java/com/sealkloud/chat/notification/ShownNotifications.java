package com.sealkloud.chat.notification;

import static com.sealkloud.chat.sql.SqlValues.numbers;
import static com.sealkloud.chat.sql.SqlValues.texts;

import com.sealkloud.chat.log.ContentRemoved;
import com.sealkloud.chat.notification.IncomingEvent.MessageRead;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What was shown of messages, and what still waits, by which it is withdrawn. */
@Repository
class ShownNotifications {

    /** Begins like the key, so that no other row of the conversation is read. */
    private static final String OF_MESSAGES =
            "conversation_id = :conversationId and seq = any(:events) and coalesce(message_seq, seq) = any(:messages)";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    ShownNotifications(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** A person who may be shown something of a conversation. */
    record Screen(String conversationId, String userId) {

        private Object[] key() {
            return new Object[] {userId, conversationId};
        }
    }

    /** @return the screens among these on which something is shown that has been read now */
    Set<Screen> showingRead(List<MessageRead> reads) {
        Set<Screen> screens = new LinkedHashSet<>();
        jdbc.sql("""
                        select conversation_id, user_id, min(seq) from notification
                        where (user_id, conversation_id) in (:keys) and shown = true
                        group by conversation_id, user_id""")
                .param(
                        "keys",
                        reads.stream()
                                .map(read -> new Object[] {read.userId(), read.conversationId()})
                                .toList())
                .query((row, number) -> {
                    Screen screen = new Screen(row.getString(1), row.getString(2));
                    long oldest = row.getLong(3);
                    if (reads.stream()
                            .anyMatch(read -> oldest <= read.readSeq()
                                    && screen.equals(new Screen(read.conversationId(), read.userId())))) {
                        screens.add(screen);
                    }
                    return screen;
                })
                .list();
        return screens;
    }

    /** What is shown of a conversation on a screen. */
    record Shown(Screen screen, long seq, long messageSeq) {}

    /**
     * @return the screens on which one of these messages is shown and nothing newer of the
     *     conversation, and the last of these there
     */
    List<Shown> showingLast(String conversationId, Collection<Long> messageSeqs) {
        // Of each user one newer row is read: a join could read the whole conversation.
        return ofMessages("""
                        select last.user_id, last.seq, coalesce(n.message_seq, n.seq)
                        from (
                            select user_id, max(seq) as seq from notification
                            where %s and shown = true group by user_id) as last
                        join notification n
                            on n.conversation_id = :conversationId and n.seq = last.seq and n.user_id = last.user_id
                        where (
                            select newer.seq from notification newer
                            where newer.user_id = last.user_id and newer.conversation_id = :conversationId
                                and newer.seq > last.seq and newer.shown = true
                            order by newer.seq limit 1) is null""", conversationId, messageSeqs)
                .query((row, number) ->
                        new Shown(new Screen(conversationId, row.getString(1)), row.getLong(2), row.getLong(3)))
                .list();
    }

    /** @param sql with {@code %s} in place of the condition on the messages */
    private JdbcClient.StatementSpec ofMessages(String sql, String conversationId, Collection<Long> messageSeqs) {
        return jdbc.sql(sql.formatted(OF_MESSAGES))
                .param("conversationId", conversationId)
                .param("events", numbers(eventsOf(conversationId, messageSeqs)))
                .param("messages", numbers(messageSeqs));
    }

    /**
     * In a statement of its own: for one that asks for messages or edits, H2 reads the whole
     * conversation, and so may PostgreSQL.
     *
     * @return the messages, and the edits of them of which people are notified
     */
    private List<Long> eventsOf(String conversationId, Collection<Long> messageSeqs) {
        List<Long> events = new ArrayList<>(messageSeqs);
        events.addAll(
                jdbc.sql("select distinct seq from notification where conversation_id = ? and message_seq = any(?)")
                        .param(conversationId)
                        .param(numbers(messageSeqs))
                        .query(Long.class)
                        .list());
        return events;
    }

    /** Forgets messages that there are no more, whether they were shown or still waited. */
    @Transactional
    public void removeDeleted(String conversationId, Collection<Long> messageSeqs) {
        ofMessages("delete from notification where %s", conversationId, messageSeqs)
                .update();
    }

    /**
     * What waits is not sent any more. What is shown stays, until it is withdrawn. The rows are
     * locked in the order of {@link Due#ORDER}: whoever sends them waits, or is waited for.
     *
     * @return the ids of what is shown
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> removeWaiting(ContentRemoved taken) {
        List<String> shown = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        Set<Long> seqs = new LinkedHashSet<>();
        ofMessages("""
                        select notification_id, shown, seq from notification where %s
                        order by seq, user_id for update""", taken.conversationId(), taken.seqs()).query(row -> {
            (row.getBoolean(2) ? shown : waiting).add(row.getString(1));
            seqs.add(row.getLong(3));
        });
        jdbc.sql("delete from notification where conversation_id = ? and seq = any(?) and notification_id = any(?)")
                .param(taken.conversationId())
                .param(numbers(seqs))
                .param(texts(waiting))
                .update();
        return shown;
    }

    /**
     * Forgets all of these screens, whether it was shown or still waited. The rows are locked in
     * the order of {@link Due#ORDER}.
     *
     * @return those of them that had something, and the last event of it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<Screen, Long> remove(List<Screen> screens) {
        Map<Screen, Long> last = new LinkedHashMap<>();
        jdbc.sql("""
                        select conversation_id, user_id, seq from notification
                        where (user_id, conversation_id) in (:keys)
                        order by conversation_id, seq, user_id for update""").param("keys", screens.stream().map(Screen::key).toList()).query(row -> {
            last.put(new Screen(row.getString(1), row.getString(2)), row.getLong(3));
        });
        batches.batchUpdate(
                "delete from notification where user_id = ? and conversation_id = ?",
                last.keySet().stream().map(Screen::key).toList());
        return last;
    }

    /** @return who is shown, or waits for, messages before a seq */
    List<String> userIdsBefore(String conversationId, long seq) {
        return jdbc.sql("select distinct user_id from notification where conversation_id = ? and seq < ?")
                .param(conversationId)
                .param(seq)
                .query(String.class)
                .list();
    }

    /** @return the messages before a seq of which people are notified because of a later edit */
    List<Long> editedBefore(String conversationId, long seq) {
        return jdbc.sql("""
                        select distinct message_seq from notification
                        where conversation_id = ? and seq >= ? and message_seq < ?""")
                .param(conversationId)
                .param(seq)
                .param(seq)
                .query(Long.class)
                .list();
    }

    /** Forgets what has been read, whether it was shown or still waited. */
    @Transactional
    public void removeRead(List<MessageRead> reads) {
        batches.batchUpdate(
                "delete from notification where user_id = ? and conversation_id = ? and seq <= ?",
                reads.stream()
                        .map(read -> new Object[] {read.userId(), read.conversationId(), read.readSeq()})
                        .toList());
    }
}
