package com.sealkloud.chat.retention;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.conversation.LockedConversations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which conversations are held: nothing in them is removed by age, and they are not erased. A hold
 * of a room counts for its notes as well, and the other way round.
 */
@Service
@Transactional
public class Holds {

    private static final String NOTES = Ids.notesOf("");

    private final JdbcClient jdbc;
    private final LockedConversations conversations;
    private final List<HoldCheck> checks;
    private final AuditLog audit;
    private final Clock clock;

    Holds(JdbcClient jdbc, LockedConversations conversations, List<HoldCheck> checks, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.conversations = conversations;
        this.checks = checks;
        this.audit = audit;
        this.clock = clock;
    }

    /** A hold is of the room; its notes have no hold of their own. */
    private static String roomOf(String conversationId) {
        return conversationId.startsWith(NOTES) ? Ids.roomOfNotes(conversationId) : conversationId;
    }

    /**
     * Whatever removes something holds the lock of the log in which it does.
     *
     * @throws Refusal {@code not_found}; {@code conflict} while it is being erased
     */
    public void put(String anyId, String reason, Person admin) {
        String conversationId = roomOf(anyId);
        List<Runnable> begunSince = checks.stream()
                .map(check -> check.requireMayBeHeld(conversationId))
                .toList();
        conversations.lockForService(conversationId);
        if (Ids.isTicketRoom(conversationId)) {
            conversations.lockForService(Ids.notesOf(conversationId));
        }
        begunSince.forEach(Runnable::run);
        Optional<Hold> before = find(conversationId);
        if (before.filter(hold -> hold.reason().equals(reason)).isPresent()) {
            return;
        }
        remove(conversationId);
        jdbc.sql("insert into conversation_hold (conversation_id, reason, held_by, held_at) values (?, ?, ?, ?)")
                .param(conversationId)
                .param(reason)
                .param(admin.userId())
                .param(utc(clock.instant().truncatedTo(ChronoUnit.MILLIS)))
                .update();
        audit.record("conversation.held", "conversation:" + conversationId, of(before), Map.of("reason", reason));
    }

    /** @throws Refusal {@code not_found} if there is no conversation */
    public void release(String anyId, String reason) {
        String conversationId = roomOf(anyId);
        conversations.lockForService(conversationId);
        find(conversationId).ifPresent(hold -> {
            remove(conversationId);
            audit.record(
                    "conversation.released",
                    "conversation:" + conversationId,
                    of(Optional.of(hold)),
                    Map.of("reason", reason));
        });
    }

    private static @Nullable Map<String, ?> of(Optional<Hold> hold) {
        return hold.map(present -> Map.of("heldBy", present.heldBy())).orElse(null);
    }

    private void remove(String conversationId) {
        jdbc.sql("delete from conversation_hold where conversation_id = ?")
                .param(conversationId)
                .update();
    }

    @Transactional(readOnly = true)
    Optional<Hold> find(String anyId) {
        return jdbc.sql("select * from conversation_hold where conversation_id = ?")
                .param(roomOf(anyId))
                .query(Holds::read)
                .optional();
    }

    public boolean isHeld(String anyId) {
        return find(anyId).isPresent();
    }

    /** @throws Refusal {@code held} */
    public void requireNotHeld(String anyId) {
        find(anyId).ifPresent(hold -> {
            throw new Refusal(RefusalCode.HELD, "The conversation " + hold.conversationId() + " is held.");
        });
    }

    /** @return all of them, with the notes beside the rooms */
    public List<String> heldIds() {
        return jdbc.sql("select conversation_id from conversation_hold").query(String.class).list().stream()
                .flatMap(id -> Stream.of(id, Ids.notesOf(id)))
                .toList();
    }

    Page<Hold> page(String afterId, int limit) {
        List<Hold> found = jdbc.sql(
                        "select * from conversation_hold where conversation_id > ? order by conversation_id limit ?")
                .param(afterId)
                .param(limit + 1)
                .query(Holds::read)
                .list();
        List<Hold> page = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(page, found.size() > limit ? page.get(limit - 1).conversationId() : null);
    }

    private static Hold read(ResultSet row, int number) throws SQLException {
        return new Hold(
                row.getString("conversation_id"),
                row.getString("reason"),
                row.getString("held_by"),
                row.getObject("held_at", OffsetDateTime.class).toInstant());
    }
}
