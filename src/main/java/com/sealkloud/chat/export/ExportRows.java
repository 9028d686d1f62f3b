package com.sealkloud.chat.export;

import static com.sealkloud.chat.sql.SqlValues.texts;
import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.due.DueRows;
import com.sealkloud.chat.due.DueTable;
import com.sealkloud.chat.due.DueTable.Condition;
import com.sealkloud.chat.export.Export.ExportState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The exports that are under way, and those whose file is kept. */
@Repository
class ExportRows {

    private static final DueTable<Export> TABLE = new DueTable<>(
            "person_export",
            "state = 'RUNNING'",
            new Condition<>("export_id = ?", export -> new Object[] {export.exportId()}),
            new Condition<>("export_id = ? and attempts = ? and state = 'RUNNING'", export ->
                    new Object[] {export.exportId(), export.attempts()}),
            ExportRows::read);

    private final DueRows<Export> rows;
    private final JdbcClient jdbc;
    private final Clock clock;

    ExportRows(JdbcTemplate template, JdbcClient jdbc, Clock clock) {
        this.rows = new DueRows<>(template, TABLE);
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(String exportId, String userId, String requestedBy) {
        jdbc.sql("""
                        insert into person_export
                            (export_id, user_id, requested_by, state, due_at, attempts, created_at)
                        values (?, ?, ?, 'RUNNING', ?, 0, ?)""")
                .param(exportId)
                .param(userId)
                .param(requestedBy)
                .param(utc(clock.instant()))
                .param(utc(clock.instant()))
                .update();
    }

    Optional<Export> find(String userId, String exportId) {
        return of(userId).stream()
                .filter(export -> export.exportId().equals(exportId))
                .findFirst();
    }

    /** The newest first. */
    List<Export> of(String userId) {
        return jdbc.sql("select * from person_export where user_id = ? order by created_at desc, export_id desc")
                .param(userId)
                .query((row, number) -> read(row, row.getInt("attempts")))
                .list();
    }

    /**
     * Takes one that no other node is at.
     *
     * @param lease after which another node may begin again
     */
    @Transactional
    public Optional<Export> claim(Duration lease) {
        Instant now = clock.instant();
        Optional<Export> claimed = rows.claim(now, now.plus(lease), 1).stream().findFirst();
        claimed.ifPresent(export -> jdbc.sql("update person_export set begun = begun + 1 where export_id = ?")
                .param(export.exportId())
                .update());
        return claimed.map(Export::begunAgain);
    }

    /** @return whether the claim has held */
    boolean keepClaim(Export export, Duration lease) {
        return rows.settle(List.of(export), "due_at = ?", utc(clock.instant().plus(lease)))[0] > 0;
    }

    /** @return false if it was removed meanwhile, or taken over */
    boolean ready(Export export, long size, Duration keep) {
        return rows.settle(
                                List.of(export),
                                "state = 'READY', size = ?, expires_at = ?",
                                size,
                                utc(clock.instant().plus(keep)))[0]
                > 0;
    }

    /** @return false if it was removed meanwhile, or taken over */
    boolean failed(Export export, Duration keep) {
        return rows.settle(
                                List.of(export),
                                "state = 'FAILED', expires_at = ?",
                                utc(clock.instant().plus(keep)))[0]
                > 0;
    }

    void postpone(Export export, Duration pause) {
        rows.settle(List.of(export), "due_at = ?", utc(clock.instant().plus(pause)));
    }

    /** Before the conversations are read. */
    void addConversations(Export export, Collection<String> conversationIds) {
        jdbc.sql("""
                        insert into person_export_conversation (export_id, conversation_id)
                        select :export, k.id from unnest(cast(:ids as varchar array)) as k(id)
                        where not exists (select 1 from person_export_conversation c
                            where c.export_id = :export and c.conversation_id = k.id)""")
                .param("export", export.exportId())
                .param("ids", texts(conversationIds))
                .update();
    }

    /**
     * Has those made again that have a conversation, and ends the attempts that are under way.
     *
     * @return which they are
     */
    List<String> makeAgain(String conversationId) {
        return makeAgain(jdbc.sql("""
                        select c.export_id from person_export_conversation c
                        join person_export e on e.export_id = c.export_id
                        where c.conversation_id = ? and e.state <> 'FAILED' order by c.export_id""").param(conversationId).query(String.class).list());
    }

    private List<String> makeAgain(List<String> exportIds) {
        exportIds.forEach(exportId ->
                jdbc.sql("""
                        update person_export set state = 'RUNNING', due_at = ?, attempts = attempts + 1, begun = 0,
                            size = null, expires_at = null
                        where export_id = ? and state <> 'FAILED'""").param(utc(clock.instant())).param(exportId).update());
        return exportIds;
    }

    /**
     * Has those of a user made again that have a conversation, and ends the attempts that are under
     * way.
     *
     * @return which they are
     */
    List<String> makeAgain(String userId, String conversationId) {
        return makeAgain(jdbc.sql("""
                        select e.export_id from person_export e
                        where e.user_id = ? and e.state <> 'FAILED' and exists (
                            select 1 from person_export_conversation c
                            where c.export_id = e.export_id and c.conversation_id = ?)
                        order by e.export_id""")
                .param(userId)
                .param(conversationId)
                .query(String.class)
                .list());
    }

    /** The same of all of a user's. */
    List<String> makeAllAgain(String userId) {
        return makeAgain(jdbc.sql(
                        "select export_id from person_export where user_id = ? and state <> 'FAILED' order by export_id")
                .param(userId)
                .query(String.class)
                .list());
    }

    /** @return those of these exports that there are */
    Set<String> known(Collection<String> exportIds) {
        return Set.copyOf(jdbc.sql("select export_id from person_export where export_id = any(?)")
                .param(texts(exportIds))
                .query(String.class)
                .list());
    }

    List<Export> ready() {
        return jdbc.sql("select * from person_export where state = 'READY'")
                .query((row, number) -> read(row, row.getInt("attempts")))
                .list();
    }

    List<Export> expired(int limit) {
        return jdbc.sql("select * from person_export where expires_at <= ? order by expires_at limit ?")
                .param(utc(clock.instant()))
                .param(limit)
                .query((row, number) -> read(row, row.getInt("attempts")))
                .list();
    }

    void remove(String exportId) {
        jdbc.sql("delete from person_export where export_id = ?")
                .param(exportId)
                .update();
    }

    private static Export read(ResultSet row, int attempts) throws SQLException {
        OffsetDateTime expiresAt = row.getObject("expires_at", OffsetDateTime.class);
        return new Export(
                row.getString("export_id"),
                row.getString("user_id"),
                ExportState.valueOf(row.getString("state")),
                row.getObject("size", Long.class),
                expiresAt == null ? null : expiresAt.toInstant(),
                attempts,
                row.getInt("begun"));
    }
}
