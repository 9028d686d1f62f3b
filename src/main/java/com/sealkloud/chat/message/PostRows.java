package com.sealkloud.chat.message;

import static com.sealkloud.chat.sql.SqlValues.numbers;
import static com.sealkloud.chat.sql.SqlValues.texts;
import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ParticipantId;
import com.sealkloud.chat.log.LogEntry;
import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.log.StoredPayloads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Appends messages by plain SQL: there are so many of them that JPA would cost more than the
 * database. The text of a statement does not depend on the number of messages, so that the database
 * recognises it. JPA neither knows nor writes the objects that are read here.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class PostRows {

    private static final String KNOWN = """
            select k.conversation_id, k.user_id, p.user_id is not null,
                e.client_message_id, e.conversation_id, e.message_id, e.seq, e.type, e.payload, e.original
            from unnest(cast(:conversationIds as varchar array), cast(:userIds as varchar array),
                cast(:clientIds as varchar array)) as k(conversation_id, user_id, client_message_id)
            left join participant p on p.conversation_id = k.conversation_id and p.user_id = k.user_id
            left join log_entry e on e.actor_id = k.user_id and e.client_message_id = k.client_message_id""";

    private static final String INSERT = """
            insert into log_entry (conversation_id, seq, type, actor_id, message_id, client_message_id, occurred_at,
                correlation_id, payload)
            select conversation_id, seq, type, actor_id, message_id, client_message_id,
                cast(occurred_at as timestamp with time zone), correlation_id, payload
            from unnest(cast(:conversationIds as varchar array), cast(:seqs as bigint array), cast(:types as varchar array),
                cast(:actorIds as varchar array), cast(:messageIds as varchar array), cast(:clientIds as varchar array),
                cast(:times as varchar array), cast(:correlationIds as varchar array), cast(:payloads as varchar array))
                as e(conversation_id, seq, type, actor_id, message_id, client_message_id, occurred_at, correlation_id, payload)""";

    private static final String MOVE_HEAD = """
            update conversation set last_seq = ?, last_message_seq = ?, last_event_at = ? where conversation_id = ?""";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final StoredPayloads payloads;

    PostRows(JdbcClient jdbc, JdbcTemplate batches, StoredPayloads payloads) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.payloads = payloads;
    }

    /** How a message is recognised when it comes again. */
    record ClientId(String actorId, String clientMessageId) {}

    /**
     * A message that stands in the log.
     *
     * @param first as it was first written, if nobody has deleted it
     */
    record Stored(ClientId clientId, String conversationId, String messageId, long seq, String payload, String first) {}

    /**
     * What the database knows of messages that are to be stored.
     *
     * @param members those of their senders' memberships that there are
     * @param said those that stand in the log already
     */
    record Known(Set<ParticipantId> members, Map<ClientId, Stored> said) {}

    Known known(List<Post> posts) {
        Known known = new Known(new HashSet<>(), new HashMap<>());
        List<Supplier<Stored>> said = new ArrayList<>();
        jdbc.sql(KNOWN)
                .param("conversationIds", array(posts, Post::conversationId))
                .param("userIds", array(posts, post -> post.sender().userId()))
                .param("clientIds", array(posts, PostRows::soughtId))
                .query(row -> {
                    String userId = row.getString(2);
                    if (row.getBoolean(3)) {
                        known.members().add(new ParticipantId(row.getString(1), userId));
                    }
                    String clientMessageId = row.getString(4);
                    if (clientMessageId != null) {
                        said.add(said(new ClientId(userId, clientMessageId), row));
                    }
                });
        said.stream().map(Supplier::get).forEach(stored -> known.said().put(stored.clientId(), stored));
        return known;
    }

    /** Opened once all rows are read. */
    private Supplier<Stored> said(ClientId clientId, ResultSet row) throws SQLException {
        LogEntryId id = new LogEntryId(row.getString(5), row.getLong(7));
        String messageId = row.getString(6);
        String type = row.getString(8);
        String stored = row.getString(9);
        String original = row.getString(10);
        return () -> {
            String payload = payloads.open(id, type, stored);
            String first = original == null
                    ? payload
                    : payloads.openOriginal(id, type, original).orElse(payload);
            return new Stored(clientId, id.conversationId(), messageId, id.seq(), payload, first);
        };
    }

    /**
     * Writes new events and how far their logs go now.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException if one of them is being
     *     stored elsewhere at this moment
     */
    void append(List<LogEntry> entries, Collection<Conversation> heads) {
        jdbc.sql(INSERT)
                .param("conversationIds", array(entries, LogEntry::conversationId))
                .param("seqs", numbers(entries.stream().map(LogEntry::seq).toList()))
                .param("types", array(entries, LogEntry::type))
                .param("actorIds", array(entries, LogEntry::actorId))
                .param("messageIds", array(entries, LogEntry::messageId))
                .param("clientIds", array(entries, LogEntry::clientMessageId))
                .param("times", array(entries, entry -> entry.occurredAt().toString()))
                .param("correlationIds", array(entries, LogEntry::correlationId))
                .param("payloads", array(entries, LogEntry::stored))
                .update();
        batches.batchUpdate(
                MOVE_HEAD,
                heads.stream()
                        .map(head -> new Object[] {
                            head.lastSeq(), head.lastMessageSeq(), utc(head.lastEventAt()), head.conversationId()
                        })
                        .toList());
    }

    /** None has an empty one. For null, H2 would read all that its sender has ever written. */
    private static String soughtId(Post post) {
        return Objects.requireNonNullElse(post.message().clientMessageId(), "");
    }

    private static <T> SqlArrayValue array(Collection<T> all, Function<T, @Nullable String> text) {
        return texts(all.stream().map(text).toList());
    }
}
