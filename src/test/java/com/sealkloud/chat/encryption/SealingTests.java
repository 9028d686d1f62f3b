package com.sealkloud.chat.encryption;

import static com.sealkloud.chat.sql.SqlValues.utc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.cluster.NodeRegister;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Keys and sealed texts, on a database without a server. */
class SealingTests {
    private static final AssociatedData PLACE = new AssociatedData("log_entry.payload", "room-1", 7, "room_message");
    private static final String WORDS = "{\"content\":\"Ambrosia 🍯\"}";

    @TempDir
    Path folder;

    private JdbcClient jdbc;
    private TransactionTemplate transactions;

    @BeforeEach
    void migrate() {
        DataSource database = Sealings.database();
        jdbc = JdbcClient.create(database);
        transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    private Path file(String name, String content) {
        try {
            Path file = Files.writeString(folder.resolve(name), content);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EncryptionProperties settings(@Nullable Path keyFile, @Nullable Path formerKeyFile) {
        return new EncryptionProperties(
                keyFile != null, keyFile, formerKeyFile, Duration.ofMinutes(10), Duration.ofMinutes(1));
    }

    @Test
    void opensAtItsPlaceAlone() {
        Sealing sealing = Sealings.on(jdbc, Sealings.newKey(folder));
        String stored = sealing.seal(PLACE, WORDS);

        assertThat(stored).startsWith("sealed:1:").doesNotContain("Ambrosia");
        assertThat(sealing.open(PLACE, stored)).contains(WORDS);
        assertThat(Stream.of(
                        new AssociatedData("log_entry.original", "room-1", 7, "room_message"),
                        new AssociatedData("log_entry.payload", "room-2", 7, "room_message"),
                        new AssociatedData("log_entry.payload", "room-1", 8, "room_message"),
                        new AssociatedData("log_entry.payload", "room-1", 7, "message"),
                        // The same characters in a row, with other borders.
                        new AssociatedData("log_entry.payload", "room-17", 0, "room_message"),
                        new AssociatedData("log_entry.payloadroom-1", "", 7, "room_message")))
                .allSatisfy(other -> assertThat(sealing.open(other, stored)).isEmpty());
    }

    @Test
    void opensNothingThatWasChanged() {
        Sealing sealing = Sealings.on(jdbc, Sealings.newKey(folder));
        String stored = sealing.seal(PLACE, WORDS);
        String other = sealing.seal(new AssociatedData("log_entry.payload", "room-2", 7, "room_message"), WORDS);
        int key = "sealed:1:".length();

        assertThat(Stream.of(
                        stored.substring(0, stored.length() - 2),
                        stored.substring(0, key + 26),
                        stored.substring(0, stored.length() - 3) + "AAA",
                        // Under the key of another conversation.
                        other.substring(0, key + 24) + stored.substring(key + 24),
                        "sealed:2:" + stored.substring(key),
                        "sealed:1:" + "0".repeat(24) + stored.substring(key + 24),
                        "sealed:1:",
                        "sealed:1:::",
                        "sealed:"))
                .allSatisfy(changed -> assertThat(sealing.open(PLACE, changed)).isEmpty());
    }

    @Test
    void neverSealsTwiceAlike() {
        Sealing sealing = Sealings.on(jdbc, Sealings.newKey(folder));

        assertThat(IntStream.range(0, 1_000).mapToObj(i -> sealing.seal(PLACE, WORDS)))
                .doesNotHaveDuplicates();
        assertThat(count("select count(*) from log_key")).isEqualTo(1);
    }

    @Test
    void readsPlainAndSealedTextsWhetherItSealsOrNot() {
        Path key = Sealings.newKey(folder);
        String stored = Sealings.on(jdbc, key).seal(PLACE, WORDS);
        EncryptionProperties readOnly =
                new EncryptionProperties(false, key, null, Duration.ofMinutes(10), Duration.ofMinutes(1));
        Sealing off = Sealings.of(jdbc, readOnly);

        assertThat(off.open(PLACE, stored)).contains(WORDS);
        assertThat(off.open(PLACE, WORDS)).contains(WORDS);
        assertThat(off.seal(PLACE, WORDS)).isEqualTo(WORDS);
        assertThat(Sealings.on(jdbc, key).open(PLACE, WORDS)).contains(WORDS);
    }

    @Test
    void keyOfATransactionThatIsRolledBackIsNotUsedAgain() {
        Sealing sealing = Sealings.on(jdbc, Sealings.newKey(folder));
        transactions.executeWithoutResult(status -> {
            String stored = sealing.seal(PLACE, WORDS);
            assertThat(sealing.seal(PLACE, WORDS)).startsWith(stored.substring(0, 33));
            status.setRollbackOnly();
        });

        String stored = transactions.execute(status -> sealing.seal(PLACE, WORDS));

        assertThat(sealing.open(PLACE, stored)).contains(WORDS);
        assertThat(stored.substring(9, 33))
                .isEqualTo(jdbc.sql("select key_id from log_key")
                        .query(String.class)
                        .single());
    }

    @Test
    void isRefusedWithoutTheMasterKeyAndWithAnother() {
        Sealings.on(jdbc, Sealings.newKey(folder));

        assertRefused(null, "was sealed under the master key", "none is given");
        assertRefused(Sealings.newKey(folder), "was sealed under the master key", "the one given is");
    }

    @Test
    void doesNotBeginBesideANodeThatCouldNotReadIt() throws Exception {
        NodeRegister keyless = Sealings.node(jdbc);
        keyless.enter(false);
        AtomicBoolean runs = new AtomicBoolean(true);
        CompletableFuture<Void> renewal = CompletableFuture.runAsync(() -> {
            while (runs.get()) {
                keyless.renew();
            }
        });
        try {
            assertRefused(Sealings.newKey(folder), "the node node-", "without the master key");
        } finally {
            runs.set(false);
            renewal.get();
        }
        assertThat(count("select count(*) from key_encryption_key")).isZero();

        // A node that has died is not waited for longer than it is believed to run.
        jdbc.sql("update service_node set seen_at = ?")
                .param(utc(Instant.now().minusMillis(39_500)))
                .update();
        Sealings.keks(jdbc, settings(Sealings.newKey(folder), null));
        assertThat(Sealings.storedKeks(jdbc).present()).isNotEmpty();
    }

    @Test
    void isRefusedWithAFileThatIsNone() throws IOException {
        assertRefused(folder.resolve("missing"), "does not exist");
        assertRefused(file("short", Base64.getEncoder().encodeToString(new byte[16])), "has 16 bytes instead of 32");
        assertRefused(file("text", "a long password that is no key"), "not in Base64");
        Path open = Sealings.newKey(folder);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
        assertRefused(open, "Others than its owner may read", "chmod 600");
    }

    private void assertRefused(@Nullable Path keyFile, String... reasons) {
        assertThatThrownBy(() -> Sealings.keks(jdbc, settings(keyFile, null)))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContainingAll(reasons);
    }

    @Test
    void masterKeyIsReplacedByAStartWithBoth() {
        Path key = Sealings.newKey(folder);
        String stored = Sealings.on(jdbc, key).seal(PLACE, WORDS);
        Path next = Sealings.newKey(folder);

        Sealings.of(jdbc, settings(next, key));

        assertThat(Sealings.on(jdbc, next).open(PLACE, stored)).contains(WORDS);
        assertRefused(key, "was sealed under the master key");
    }

    @Test
    void rotationWrapsTheKeysAnewAndReadsWhatWasSealed() {
        Path file = Sealings.newKey(folder);
        KeyEncryptionKeys keks = Sealings.keks(jdbc, settings(file, null));
        DataKeys inMemory = Sealings.dataKeys(keks, jdbc);
        WrappedKeys keys = Sealings.wrappedKeys(keks, jdbc);
        List<DataKey> before = IntStream.range(0, 5)
                .mapToObj(i -> inMemory.present("room-" + i))
                .toList();
        String former = Sealings.storedKeks(jdbc).present();

        keks.create();
        Sealings.letTimePass(jdbc);
        assertThat(keys.counts()).isEqualTo(new WrappedKeys.Counts(5, 5));
        assertThat(keys.rewrapSome(2)).isTrue();
        assertThat(keys.counts()).isEqualTo(new WrappedKeys.Counts(5, 3));
        // Another node goes on after this one has died.
        KeyEncryptionKeys others = Sealings.keks(jdbc, settings(file, null));
        WrappedKeys rest = Sealings.wrappedKeys(others, jdbc);
        while (rest.rewrapSome(2)) {
            Sealings.storedKeks(jdbc).removeUnused(Instant.now().plusSeconds(1));
        }
        Sealings.storedKeks(jdbc).removeUnused(Instant.now().plusSeconds(1));

        assertThat(rest.counts()).isEqualTo(new WrappedKeys.Counts(5, 0));
        assertThat(count("select count(*) from key_encryption_key where kek_id = '" + former + "'"))
                .isZero();
        DataKeys fresh = Sealings.dataKeys(Sealings.keks(jdbc, settings(file, null)), jdbc);
        assertThat(before).allSatisfy(key -> assertThat(fresh.byId(key.keyId())).contains(key));
    }

    @Test
    void keysOfOneConversationDoNotStandInForThoseOfAnother() {
        KeyEncryptionKeys keks = Sealings.keks(jdbc, settings(Sealings.newKey(folder), null));
        DataKey key = Sealings.dataKeys(keks, jdbc).present("room-1");

        jdbc.sql("update log_key set conversation_id = 'room-2'").update();

        assertThat(Sealings.dataKeys(keks, jdbc).byId(key.keyId())).isEqualTo(Optional.empty());
    }

    @Test
    void destroyedKeyOpensNothingAnyMore() {
        KeyEncryptionKeys keks = Sealings.keks(jdbc, settings(Sealings.newKey(folder), null));
        DataKeys keys = Sealings.dataKeys(keks, jdbc);
        DataKey key = keys.present("room-1");
        DataKey other = keys.present("room-2");
        Instant later = Instant.now().plusSeconds(1);

        keys.retire(List.of("room-1"));
        assertThat(Sealings.wrappedKeys(keks, jdbc).retired(Instant.EPOCH, 10)).isEmpty();
        assertThat(Sealings.wrappedKeys(keks, jdbc).retired(later, 10)).containsExactly("room-1");
        assertThat(keys.byId(key.keyId())).contains(key);
        assertThat(keys.present("room-1")).isNotEqualTo(key);
        keys.destroy("room-1", later);

        assertThat(keys.byId(key.keyId())).isEmpty();
        assertThat(keys.byId(other.keyId())).contains(other);
        assertThat(Sealings.wrappedKeys(keks, jdbc).retired(later, 10)).isEmpty();
        assertThat(
                        count(
                                "select count(*) from log_key where wrapped is null and kek_id is null and destroyed_at is not null"))
                .isEqualTo(1);
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
