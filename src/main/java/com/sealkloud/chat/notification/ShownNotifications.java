package com.sealkloud.chat.notification;

import static com.sealkloud.chat.sql.SqlValues.numbers;
import static com.sealkloud.chat.sql.SqlValues.texts;

import com.sealkloud.chat.log.ContentRemoved;
import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.notification.IncomingEvent.MessageRead;
import java.util.ArrayList;
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
    record Screen(String conversationId, String userId) {}

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

    /**
     * @return the screens on which nothing newer of the conversation is shown than this message,
     *     and the event with which it is shown there
     */
    Map<Screen, Long> showingLast(LogEntryId message) {
        Map<Screen, Long> showing = new LinkedHashMap<>();
        // Of each user one newer row is read: a join could read the whole conversation.
        ofMessages("""
                        select user_id, max(seq) from notification n
                        where %s and shown = true and (
                            select newer.seq from notification newer
                            where newer.user_id = n.user_id and newer.conversation_id = n.conversation_id
                                and newer.seq > n.seq and newer.shown = true
                                and not coalesce(newer.message_seq, newer.seq) = any(:messages)
                            order by newer.seq limit 1) is null
                        group by user_id""", message.conversationId(), List.of(message.seq())).query(row -> {
            showing.put(new Screen(message.conversationId(), row.getString(1)), row.getLong(2));
        });
        return showing;
    }

    /** @param sql with {@code %s} in place of the condition on the messages */
    private JdbcClient.StatementSpec ofMessages(String sql, String conversationId, List<Long> messageSeqs) {
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
    private List<Long> eventsOf(String conversationId, List<Long> messageSeqs) {
        List<Long> events = new ArrayList<>(messageSeqs);
        events.addAll(
                jdbc.sql("select distinct seq from notification where conversation_id = ? and message_seq = any(?)")
                        .param(conversationId)
                        .param(numbers(messageSeqs))
                        .query(Long.class)
                        .list());
        return events;
    }

    /** Forgets a message that there is no more, whether it was shown or still waited. */
    @Transactional
    public void removeDeleted(LogEntryId message) {
        ofMessages("delete from notification where %s", message.conversationId(), List.of(message.seq()))
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

    /** @return the conversations of which somebody is shown something or waits, and the last seq */
    Map<String, Long> ofPerson(String userId) {
        Map<String, Long> last = new LinkedHashMap<>();
        jdbc.sql("select conversation_id, max(seq) from notification where user_id = ? group by conversation_id")
                .param(userId)
                .query(row -> {
                    last.put(row.getString(1), row.getLong(2));
                });
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
    List<LogEntryId> editedBefore(String conversationId, long seq) {
        return jdbc.sql("""
                        select distinct message_seq from notification
                        where conversation_id = ? and seq >= ? and message_seq < ?""").param(conversationId).param(seq).param(seq).query(Long.class).list().stream()
                .map(messageSeq -> new LogEntryId(conversationId, messageSeq))
                .toList();
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
