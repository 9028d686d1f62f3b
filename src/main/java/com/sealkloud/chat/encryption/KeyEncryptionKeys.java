package com.sealkloud.chat.encryption;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.cluster.NodeRegister;
import com.sealkloud.chat.cluster.NodeRegister.NodeView;
import jakarta.annotation.PostConstruct;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.SecretKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The keys under which data keys are wrapped, themselves wrapped under the master key. All of them
 * are unwrapped at the start, and what other nodes make later within half a minute. A rotation
 * makes another one, which becomes the present one, under which new data keys are wrapped, once the
 * other nodes can have it: so no message waits for a key management service.
 */
@Component
class KeyEncryptionKeys {

    private static final Logger log = LoggerFactory.getLogger(KeyEncryptionKeys.class);

    private static final int ID_BYTES = 12;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /** Every node has looked for new ones twice within this time. */
    private static final Duration KNOWN_TO_ALL = Duration.ofMinutes(1);

    /** How many characters the id of a key has. */
    static final int ID_LENGTH = 2 * ID_BYTES;

    private static final String ROWS = "select kek_id, master_id, wrapped from key_encryption_key";

    private final MasterKeys masters;
    private final EncryptionProperties properties;
    private final NodeRegister nodes;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<String, SecretKey> keys = new ConcurrentHashMap<>();
    private final Map<String, Unwrapping> unwrappings = new ConcurrentHashMap<>();

    KeyEncryptionKeys(
            MasterKeys masters, EncryptionProperties properties, NodeRegister nodes, JdbcClient jdbc, Clock clock) {
        this.masters = masters;
        this.properties = properties;
        this.nodes = nodes;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Row(String kekId, String masterId, String wrapped) {}

    /**
     * A node without a master key says that it is there before it looks for keys, and one that
     * makes the first key looks for such nodes afterwards: of two that start at once, one sees the
     * other.
     *
     * @throws MasterKeyException if the database has keys that this node cannot unwrap, or if it
     *     would get the first one beside a node that could not read what is sealed with it
     */
    @PostConstruct
    void begin() {
        nodes.enter(exist());
        List<Row> rows = rows(ROWS);
        rows.forEach(row -> keys.put(
                row.kekId(),
                unwrap(row, masters.of(row.masterId()).orElseThrow(() -> new MasterKeyException(isMissing(row))))));
        masters.present()
                .ifPresent(master -> rows.stream()
                        .filter(row -> !row.masterId().equals(master.id()))
                        .forEach(row -> rewrap(row, master)));
        if (properties.enabled() && rows.isEmpty()) {
            createFirst();
        } else {
            requireOne();
        }
    }

    /** A restored database may be older than the first one. */
    void requireOne() {
        if (properties.enabled() && rows(ROWS + " where retired_at is null").isEmpty()) {
            create();
        }
    }

    private void createFirst() {
        String first = create();
        try {
            awaitNobodyWithoutKey();
        } catch (MasterKeyException e) {
            jdbc.sql("delete from key_encryption_key where kek_id = ?")
                    .param(first)
                    .update();
            throw e;
        }
    }

    /** A node that has died is known by not renewing its row, and is no reason after a while. */
    private void awaitNobodyWithoutKey() {
        Map<String, Instant> seen = new HashMap<>();
        List<NodeView> found = nodes.runningWithoutKey();
        while (!found.isEmpty()) {
            for (NodeView node : found) {
                Instant before = seen.putIfAbsent(node.name(), node.seenAt());
                if (before != null && !before.equals(node.seenAt())) {
                    throw new MasterKeyException("Encryption cannot be switched on, because the node " + node.name()
                            + " runs without the master key: it could not read what is sealed. Give all nodes"
                            + " CHAT_ENCRYPTION_KEYFILE, restart them, and then switch it on.");
                }
                if (before == null) {
                    log.info("Is the node {} still running? It has no master key", node.name());
                }
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            found = nodes.runningWithoutKey();
        }
    }

    private List<Row> rows(String sql, Object... parameters) {
        return jdbc.sql(sql)
                .params(parameters)
                .query((row, number) -> new Row(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    private String isMissing(Row row) {
        return "The database was sealed under the master key " + row.masterId() + ", and "
                + masters.present()
                        .map(other -> "the one given is " + other.id())
                        .orElse("none is given")
                + ".";
    }

    private static SecretKey unwrap(Row row, MasterKey master) {
        try {
            return Aead.key(master.unwrap(Base64.getDecoder().decode(row.wrapped()), context(row.kekId())));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new MasterKeyException(
                    "The key-encryption key " + row.kekId() + " was changed in the database: it cannot be unwrapped.");
        } catch (RuntimeException e) {
            throw new MasterKeyAwayException(e.getMessage(), e);
        }
    }

    /** The master key was replaced. */
    private void rewrap(Row row, MasterKey master) {
        jdbc.sql("update key_encryption_key set master_id = ?, wrapped = ? where kek_id = ? and master_id = ?")
                .params(master.id(), wrapped(row.kekId(), secret(row.kekId()), master), row.kekId(), row.masterId())
                .update();
        log.info("The key-encryption key {} is now wrapped under the master key {}", row.kekId(), master.id());
    }

    private static String wrapped(String kekId, SecretKey key, MasterKey master) {
        try {
            return Base64.getEncoder().encodeToString(master.wrap(key.getEncoded(), context(kekId)));
        } catch (RuntimeException e) {
            throw new MasterKeyAwayException(e.getMessage(), e);
        }
    }

    private static byte[] context(String kekId) {
        return ("key-encryption key " + kekId).getBytes(StandardCharsets.US_ASCII);
    }

    static String newId() {
        return HexFormat.of().formatHex(Aead.random(ID_BYTES));
    }

    /** A new one that nobody uses yet. */
    record New(String kekId, String masterId, SecretKey key, String wrapped) {

        @Override
        public String toString() {
            return kekId;
        }
    }

    /** @throws MasterKeyAwayException if the master key does not answer; never in a transaction */
    New generate() {
        MasterKey master = masters.present().orElseThrow();
        String kekId = newId();
        SecretKey key = Aead.key(Aead.random(Aead.KEY_BYTES));
        return new New(kekId, master.id(), key, wrapped(kekId, key, master));
    }

    /** It is the newest one from the commit on, and the present one later. */
    void add(New made) {
        jdbc.sql("""
                        insert into key_encryption_key (kek_id, master_id, wrapped, created_at)
                        values (?, ?, ?, ?)""")
                .params(made.kekId(), made.masterId(), made.wrapped(), utc(afterAllOthers()))
                .update();
        // Of a transaction that is rolled back, nobody asks for it.
        keys.put(made.kekId(), made.key());
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

    String create() {
        New made = generate();
        add(made);
        return made.kekId();
    }

    /** @return whether this node can seal and open */
    boolean exist() {
        return masters.present().isPresent();
    }

    /** @return the one for new data keys: the oldest that no other has replaced yet */
    String present() {
        return inUse("created_at, kek_id");
    }

    /** @return the one that is or becomes present; of two nodes that begin at once, the latter's */
    String newest() {
        return inUse("created_at desc, kek_id");
    }

    private String inUse(String order) {
        return jdbc.sql("select kek_id from key_encryption_key where retired_at is null order by " + order + " limit 1")
                .query(String.class)
                .single();
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

    /** @return how many there are under each master key, by the id of that */
    Map<String, Long> byMasterKey() {
        Map<String, Long> counts = new HashMap<>();
        jdbc.sql("select master_id, count(*) from key_encryption_key group by master_id")
                .query(row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        return counts;
    }

    /** Begins to unwrap what other nodes have made since the start. */
    @Scheduled(fixedDelayString = "PT25S", initialDelayString = "PT25S")
    void load() {
        rows(ROWS).stream().filter(row -> !keys.containsKey(row.kekId())).forEach(this::begun);
    }

    /**
     * @throws MasterKeyException if nobody can unwrap it
     * @throws MasterKeyAwayException if this node does not have it yet
     */
    SecretKey secret(String kekId) {
        SecretKey known = keys.get(kekId);
        if (known != null) {
            return known;
        }
        Unwrapping last = unwrappings.get(kekId);
        return last != null && !last.mayBeRepeated()
                ? last.await()
                : begun(rows(ROWS + " where kek_id = ?", kekId).stream()
                                .findFirst()
                                .orElseThrow(
                                        () -> new IllegalStateException("There is no key-encryption key " + kekId)))
                        .await();
    }

    private Unwrapping begun(Row row) {
        return Objects.requireNonNull(unwrappings.compute(
                row.kekId(),
                (kekId, last) -> last == null || last.mayBeRepeated()
                        ? Unwrapping.begin(kekId, () -> {
                            // Other nodes may have been given another master key since the start.
                            MasterKey master = masters.of(row.masterId())
                                    .orElseThrow(() -> new MasterKeyAwayException(
                                            "another one is needed", new MasterKeyException(isMissing(row))));
                            SecretKey found = unwrap(row, master);
                            keys.put(kekId, found);
                            return found;
                        })
                        : last));
    }

    /** Forgets those under which nothing is wrapped any more. */
    void removeUnused(Instant retiredBefore) {
        jdbc.sql("""
                        delete from key_encryption_key k where retired_at < ?
                          and not exists (select 1 from log_key d where d.kek_id = k.kek_id)""").param(utc(retiredBefore)).update();
    }
}
