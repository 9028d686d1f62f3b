package com.sealkloud.chat.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A master key in a key management service, on a database without a server. */
class KmsTests {

    @TempDir
    Path folder;

    private final JdbcClient jdbc = JdbcClient.create(Sealings.database());
    private KmsServer kms;

    @BeforeEach
    void start() throws IOException {
        kms = new KmsServer();
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

        keks.create();
        DataKey next = keys.present("room-3");
        others.load();
        calls = kms.calls();
        assertThat(keys(others).byId(next.keyId())).contains(next);
        assertThat(kms.calls()).isEqualTo(calls);
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
