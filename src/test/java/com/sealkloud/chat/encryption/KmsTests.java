package com.sealkloud.chat.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.cluster.NodeRegister;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A master key in a key management service, on a database without a server. */
class KmsTests {

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(8);

    @TempDir
    Path folder;

    private final JdbcClient jdbc = JdbcClient.create(Sealings.database());
    private final NodeRegister node = Sealings.node(jdbc);
    private final StoredKeks stored = Sealings.storedKeks(jdbc, node);
    private KmsServer kms;

    @BeforeEach
    void start() throws IOException {
        kms = new KmsServer();
    }

    @AfterAll
    static void end() {
        THREADS.shutdown();
    }

    @AfterEach
    void stop() {
        kms.close();
    }

    private static EncryptionProperties settings(@Nullable Path keyFile, @Nullable Path formerKeyFile) {
        return new EncryptionProperties(true, keyFile, formerKeyFile, Duration.ofMinutes(10), Duration.ofMinutes(1));
    }

    private KeyEncryptionKeys start(KmsProperties settings, @Nullable Path keyFile, @Nullable Path formerKeyFile) {
        KeyEncryptionKeys keks = Sealings.unread(jdbc, settings(keyFile, formerKeyFile), settings);
        keks.begin();
        return keks;
    }

    private DataKeys keys(KeyEncryptionKeys keks) {
        return Sealings.dataKeys(keks, jdbc);
    }

    @Test
    void wrapsAtTheStartAndIsNotAskedOnTheWayOfAMessage() {
        KeyEncryptionKeys keks = start(kms.settings("alias/chat", "", KmsServer.SECRET), null, null);
        int calls = kms.calls();
        DataKeys keys = keys(keks);
        DataKey key = keys.present("room-1");
        keys.present("room-2");
        assertThat(kms.calls()).isEqualTo(calls);

        KeyEncryptionKeys others = start(kms.settings(KmsServer.arn(1), "", KmsServer.SECRET), null, null);
        calls = kms.calls();
        assertThat(keys(others).byId(key.keyId())).contains(key);
        assertThat(kms.calls()).isEqualTo(calls);

        DataKey next = sealedUnderAnother(keks);
        calls = kms.calls();
        others.load();
        assertThat(keys(others).byId(next.keyId())).contains(next);
        others.load();
        assertThat(kms.calls()).isEqualTo(calls + 1);
    }

    /** @return a data key that is wrapped under a key-encryption key which other nodes may lack */
    private DataKey sealedUnderAnother(KeyEncryptionKeys keks) {
        keks.create();
        Sealings.letTimePass(jdbc);
        stored.followRotation();
        return keys(keks).present("room-3");
    }

    @Test
    void newKeyIsUsedOnceOtherNodesCanHaveIt() {
        KmsProperties settings = kms.settings("alias/chat", "", KmsServer.SECRET);
        KeyEncryptionKeys keks = Sealings.unread(jdbc, settings(null, null), settings, node);
        keks.begin();
        String first = stored.present();
        String second = keks.create();
        stored.followRotation();
        assertThat(stored.present()).as("the present key of a node alone").isEqualTo(second);

        start(settings, null, null);
        String third = keks.create();
        stored.followRotation();
        assertThat(stored.present()).isEqualTo(second).isNotEqualTo(first);
        assertThat(stored.newest()).isEqualTo(third);

        Sealings.letTimePass(jdbc);
        stored.followRotation();
        assertThat(stored.present()).isEqualTo(third);
    }

    @Test
    void isAskedOnceForAllWhoNeedAKeyAndNobodyWaitsLongForIt() {
        KmsProperties settings = kms.settings("alias/chat", "", KmsServer.SECRET);
        KeyEncryptionKeys keks = start(settings, null, null);
        KeyEncryptionKeys others = start(settings, null, null);
        DataKey next = sealedUnderAnother(keks);
        int calls = kms.calls();
        kms.hold();

        List<CompletableFuture<Optional<DataKey>>> readers = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> keys(others).byId(next.keyId()), THREADS))
                .limit(8)
                .toList();

        assertThat(readers)
                .allSatisfy(reader -> assertThatThrownBy(reader::join)
                        .hasCauseInstanceOf(TransientDataAccessResourceException.class));
        assertThat(kms.calls()).isEqualTo(calls + 1);
        kms.goOn();
        await().ignoreExceptionsInstanceOf(TransientDataAccessResourceException.class)
                .untilAsserted(() -> assertThat(keys(others).byId(next.keyId())).contains(next));
        assertThat(kms.calls()).isEqualTo(calls + 1);
    }

    @Test
    void refusalMakesNothingUnreadable() {
        KmsProperties settings = kms.settings("alias/chat", "", KmsServer.SECRET);
        KeyEncryptionKeys keks = start(settings, null, null);
        KeyEncryptionKeys others = start(settings, null, null);
        DataKey next = sealedUnderAnother(keks);
        kms.refuse();

        assertThatThrownBy(() -> keys(others).byId(next.keyId()))
                .isInstanceOf(TransientDataAccessResourceException.class)
                .hasMessageContaining("Not you");
        assertThatThrownBy(() -> keys(others).present("room-3"))
                .isInstanceOf(TransientDataAccessResourceException.class);
        assertThatThrownBy(keks::generate)
                .isInstanceOf(TransientDataAccessResourceException.class)
                .hasMessageContaining("Not you");
    }

    @Test
    void takesThePlaceOfAFileAndOfAnotherKeyAndAFileItsOwn() {
        Path file = Sealings.newKey(folder);
        DataKey key =
                keys(start(kms.settings("", "", KmsServer.SECRET), file, null)).present("room-1");

        start(kms.settings("alias/chat", "", KmsServer.SECRET), null, file);
        start(kms.settings(KmsServer.arn(2), "alias/chat", KmsServer.SECRET), null, null);
        KeyEncryptionKeys present = start(kms.settings("", KmsServer.arn(2), KmsServer.SECRET), file, null);

        assertThat(keys(present).byId(key.keyId())).contains(key);
        assertThat(keys(start(kms.settings("", "", KmsServer.SECRET), file, null))
                        .byId(key.keyId()))
                .contains(key);
    }

    @Test
    void isRefusedIfItRefusesOrIsAwayOrIsAnotherKey() {
        assertRefused(kms.settings("alias/chat", "", "another secret"), "alias/chat", "InvalidSignatureException");
        assertRefused(kms.settings("alias/none", "", KmsServer.SECRET), "There is no key alias/none");
        start(kms.settings("alias/chat", "", KmsServer.SECRET), null, null);
        assertRefused(kms.settings(KmsServer.arn(2), "", KmsServer.SECRET), "sealed under the master key kms-");
        jdbc.sql("update key_encryption_key set kek_id = 'another'").update();
        assertRefused(kms.settings("alias/chat", "", KmsServer.SECRET), "another was changed in the database");
        KmsProperties settings = kms.settings("alias/chat", "", KmsServer.SECRET);
        kms.close();
        assertRefused(settings, "does not answer");
    }

    @Test
    void isRefusedOverHttpAndBesideAFile() {
        KmsProperties open = new KmsProperties(
                "alias/chat",
                "",
                URI.create("http://192.0.2.1"),
                "us-east-1",
                "AKID",
                KmsServer.SECRET,
                Duration.ofSeconds(1));
        assertRefused(open, "must be called over https");
        assertThatThrownBy(() -> start(kms.settings("alias/chat", "", KmsServer.SECRET), Sealings.newKey(folder), null))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("More than one master key");
    }

    private void assertRefused(KmsProperties settings, String... reasons) {
        assertThatThrownBy(() -> start(settings, null, null))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContainingAll(reasons);
    }
}
