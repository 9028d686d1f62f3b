package com.sealkloud.chat.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.cluster.NodeId;
import com.sealkloud.chat.cluster.NodeRegister;
import com.sealkloud.chat.cluster.Release;
import com.sealkloud.chat.disk.OwnerOnly;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.info.BuildProperties;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Sealing without a server. */
public final class Sealings {

    private Sealings() {}

    /** Stores texts as they are. */
    public static Sealing off(JdbcClient jdbc) {
        return of(jdbc, properties(null));
    }

    /** Columns that are stored as they are. */
    public static SealedColumns columnsOff(JdbcTemplate jdbc) {
        return new SealedColumns(off(JdbcClient.create(jdbc)), jdbc);
    }

    /** Seals under the master key in this file. */
    public static Sealing on(JdbcClient jdbc, Path keyFile) {
        return of(jdbc, properties(keyFile));
    }

    /** Files that are stored as they are. */
    public static FileSealing filesOff() {
        return files(JdbcClient.create(new DriverManagerDataSource("jdbc:h2:mem:")), properties(null));
    }

    /** Seals files under the master key in this file. */
    public static FileSealing files(JdbcClient jdbc, Path keyFile) {
        return files(jdbc, properties(keyFile));
    }

    /** Opens what was sealed under this master key, and seals nothing more. */
    public static FileSealing readOnly(JdbcClient jdbc, Path keyFile) {
        return files(
                jdbc, new EncryptionProperties(false, keyFile, null, Duration.ofMinutes(10), Duration.ofMinutes(1)));
    }

    private static FileSealing files(JdbcClient jdbc, EncryptionProperties properties) {
        KeyEncryptionKeys keks = keksOf(jdbc, properties);
        return new FileSealing(
                dataKeys(keks, jdbc),
                keks,
                new FileSecrets(jdbc),
                new UnreadableTexts(new SimpleMeterRegistry()),
                properties);
    }

    private static EncryptionProperties properties(@Nullable Path keyFile) {
        return new EncryptionProperties(keyFile != null, keyFile, null, Duration.ofMinutes(10), Duration.ofMinutes(1));
    }

    /** Makes another key-encryption key, and forgets the one before. */
    static void rotate(JdbcClient jdbc, Path keyFile) {
        KeyEncryptionKeys keks = keks(jdbc, properties(keyFile));
        WrappedKeys keys = wrappedKeys(keks, jdbc);
        keks.create();
        letTimePass(jdbc);
        while (keys.rewrapSome(100)) {
            assertThat(keys.counts().toWrap()).isPositive();
        }
        storedKeks(jdbc).removeUnused(Instant.now().plusSeconds(1));
        assertThat(keys.counts().toWrap()).isZero();
    }

    /** As if all nodes had had the time to learn of the keys that there are. */
    static void letTimePass(JdbcClient jdbc) {
        jdbc.sql("update key_encryption_key set created_at = created_at - interval '1' hour")
                .update();
    }

    static WrappedKeys wrappedKeys(KeyEncryptionKeys keks, JdbcClient jdbc) {
        return new WrappedKeys(keks, storedKeks(jdbc), jdbc, Clock.systemUTC());
    }

    static StoredKeks storedKeks(JdbcClient jdbc) {
        return storedKeks(jdbc, node(jdbc));
    }

    static StoredKeks storedKeks(JdbcClient jdbc, NodeRegister node) {
        return new StoredKeks(node, jdbc, Clock.systemUTC());
    }

    static DataKeys dataKeys(KeyEncryptionKeys keks, JdbcClient jdbc) {
        return new DataKeys(wrappedKeys(keks, jdbc), keks);
    }

    /** @return a database with all tables, in memory */
    public static DataSource database() {
        DataSource database =
                new DriverManagerDataSource("jdbc:h2:mem:keys" + System.nanoTime() + ";DB_CLOSE_DELAY=-1", "sa", "");
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration", "classpath:db/vendor/h2")
                .load()
                .migrate();
        return database;
    }

    /** @return a file with a new master key, in this folder */
    public static Path newKey(Path folder) {
        try {
            Path file = Files.createTempFile(folder, "master-key", "");
            Files.writeString(file, Base64.getEncoder().encodeToString(Aead.random(Aead.KEY_BYTES)));
            OwnerOnly.file(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Sealing of(JdbcClient jdbc, EncryptionProperties properties) {
        KeyEncryptionKeys keks = keksOf(jdbc, properties);
        return new Sealing(dataKeys(keks, jdbc), keks, new UnreadableTexts(new SimpleMeterRegistry()), properties);
    }

    private static KeyEncryptionKeys keksOf(JdbcClient jdbc, EncryptionProperties properties) {
        return properties.keyFile() == null ? unread(jdbc, properties) : keks(jdbc, properties);
    }

    static KeyEncryptionKeys keks(JdbcClient jdbc, EncryptionProperties properties) {
        KeyEncryptionKeys keks = unread(jdbc, properties);
        keks.begin();
        return keks;
    }

    /** For a database that need not be migrated yet. */
    private static KeyEncryptionKeys unread(JdbcClient jdbc, EncryptionProperties properties) {
        return unread(
                jdbc, properties, new KmsProperties("", "", null, "us-east-1", null, null, Duration.ofSeconds(10)));
    }

    static KeyEncryptionKeys unread(JdbcClient jdbc, EncryptionProperties properties, KmsProperties kms) {
        return unread(jdbc, properties, kms, node(jdbc));
    }

    static KeyEncryptionKeys unread(
            JdbcClient jdbc, EncryptionProperties properties, KmsProperties kms, NodeRegister node) {
        MasterKeys masters =
                new MasterKeys(properties, kms, new StaticListableBeanFactory().getBeanProvider(MasterKey.class));
        return new KeyEncryptionKeys(masters, properties, storedKeks(jdbc, node), new KeylessNodes(node));
    }

    /** A node that has not said yet that it runs. */
    static NodeRegister node(JdbcClient jdbc) {
        return new NodeRegister(
                new NodeId("node"),
                new Release(new StaticListableBeanFactory().getBeanProvider(BuildProperties.class)),
                new SimpleMeterRegistry(),
                jdbc,
                Clock.systemUTC());
    }
}
