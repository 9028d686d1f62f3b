package com.sealkloud.chat.encryption;

import com.sealkloud.chat.disk.OwnerOnly;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sealing without a server. */
public final class Sealings {

    private Sealings() {}

    /** Stores texts as they are. */
    public static Sealing off(JdbcClient jdbc) {
        return of(jdbc, new EncryptionProperties(false, null, null, Duration.ofMinutes(10), Duration.ofMinutes(1)));
    }

    /** Columns that are stored as they are. */
    public static SealedColumns columnsOff(JdbcTemplate jdbc) {
        return new SealedColumns(off(JdbcClient.create(jdbc)), jdbc);
    }

    /** Seals under the master key in this file. */
    public static Sealing on(JdbcClient jdbc, Path keyFile) {
        return of(jdbc, new EncryptionProperties(true, keyFile, null, Duration.ofMinutes(10), Duration.ofMinutes(1)));
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
        KeyEncryptionKeys keks = properties.keyFile() == null ? unread(jdbc, properties) : keks(jdbc, properties);
        return new Sealing(
                new DataKeys(keks, jdbc, Clock.systemUTC()),
                keks,
                new UnreadableTexts(new SimpleMeterRegistry()),
                properties);
    }

    static KeyEncryptionKeys keks(JdbcClient jdbc, EncryptionProperties properties) {
        KeyEncryptionKeys keks = unread(jdbc, properties);
        keks.begin();
        return keks;
    }

    /** For a database that need not be migrated yet. */
    private static KeyEncryptionKeys unread(JdbcClient jdbc, EncryptionProperties properties) {
        MasterKeys masters =
                new MasterKeys(properties, new StaticListableBeanFactory().getBeanProvider(MasterKey.class));
        return new KeyEncryptionKeys(masters, properties, jdbc, Clock.systemUTC());
    }
}
