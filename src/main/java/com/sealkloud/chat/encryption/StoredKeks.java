package com.sealkloud.chat.encryption;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.cluster.NodeRegister;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The key-encryption keys (KEKs) as they stand in the database, and which of them is the present
 * one: a rotation adds the newest one, which becomes present once other nodes have had the time to
 * unwrap it. {@link KeyEncryptionKeys} holds them in memory.
 */
@Component
class StoredKeks {

    /** Every node has looked for new ones twice within this time. */
    private static final Duration KNOWN_TO_ALL = Duration.ofMinutes(1);

    private static final String ROWS = "select kek_id, master_id, wrapped from key_encryption_key";

    private final NodeRegister nodes;
    private final JdbcClient jdbc;
    private final Clock clock;

    StoredKeks(NodeRegister nodes, JdbcClient jdbc, Clock clock) {
        this.nodes = nodes;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param wrapped under the master key of that id */
    record Wrapped(String kekId, String masterId, String wrapped) {}

    List<Wrapped> all() {
        return rows(ROWS);
    }

    Optional<Wrapped> find(String kekId) {
        return rows(ROWS + " where kek_id = ?", kekId).stream().findFirst();
    }

    private List<Wrapped> rows(String sql, Object... parameters) {
        return jdbc.sql(sql)
                .params(parameters)
                .query((row, number) -> new Wrapped(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    /** It is the newest one from the commit on, and the present one later. */
    void add(Wrapped made) {
        jdbc.sql("""
                        insert into key_encryption_key (kek_id, master_id, wrapped, created_at)
                        values (?, ?, ?, ?)""")
                .params(made.kekId(), made.masterId(), made.wrapped(), utc(afterAllOthers()))
                .update();
    }

    /** The clock of the node that has made the last one may be ahead. */
    private Instant afterAllOthers() {
        Instant now = clock.instant();
        return jdbc.sql("select created_at from key_encryption_key order by created_at desc limit 1")
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional()
                .filter(last -> !last.isBefore(now))
                .map(last -> last.plusMillis(1))
                .orElse(now);
    }

    /** It is wrapped under another master key, unless another node has done so meanwhile. */
    void replace(Wrapped before, Wrapped after) {
        jdbc.sql("update key_encryption_key set master_id = ?, wrapped = ? where kek_id = ? and master_id = ?")
                .params(after.masterId(), after.wrapped(), before.kekId(), before.masterId())
                .update();
    }

    void remove(String kekId) {
        jdbc.sql("delete from key_encryption_key where kek_id = ?").param(kekId).update();
    }

    boolean isOneInUse() {
        return inUse("created_at").isPresent();
    }

    /** @return the one for new data keys: the oldest that no other has replaced yet */
    String present() {
        return inUse("created_at, kek_id").orElseThrow();
    }

    /** @return the one that is or becomes present; of two nodes that begin at once, the latter's */
    String newest() {
        return inUse("created_at desc, kek_id").orElseThrow();
    }

    private Optional<String> inUse(String order) {
        return jdbc.sql("select kek_id from key_encryption_key where retired_at is null order by " + order + " limit 1")
                .query(String.class)
                .optional();
    }

    /** Makes the newest one present, once running nodes have had the time to unwrap it. */
    void followRotation() {
        Instant now = clock.instant();
        Instant knownSince = nodes.isAlone() ? now : now.minus(KNOWN_TO_ALL);
        jdbc.sql("""
                        update key_encryption_key k set retired_at = :now where retired_at is null
                          and exists (select 1 from key_encryption_key n
                            where n.kek_id = :newest and n.kek_id <> k.kek_id
                              and n.created_at >= k.created_at and n.created_at <= :knownSince)""")
                .param("now", utc(now))
                .param("newest", newest())
                .param("knownSince", utc(knownSince))
                .update();
    }

    /** Forgets those under which nothing is wrapped any more. */
    void removeUnused(Instant retiredBefore) {
        jdbc.sql("""
                        delete from key_encryption_key k where retired_at < ?
                          and not exists (select 1 from log_key d where d.kek_id = k.kek_id)""").param(utc(retiredBefore)).update();
    }

    /** @return how many there are under each master key, by the id of that */
    Map<String, Long> byMasterKey() {
        Map<String, Long> counts = new HashMap<>();
        jdbc.sql("select master_id, count(*) from key_encryption_key group by master_id")
                .query(row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        return counts;
    }
}
