package com.sealkloud.chat.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.encryption.Sealings;
import com.sealkloud.chat.epoch.EpochChanged;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** How files and the database are compared after a restore. */
class ExportComparisonTests {

    private static final DataSource DATABASE = Sealings.database();

    @TempDir
    Path folder;

    private UnavailableRows rows;
    private ExportWorker worker;

    @BeforeEach
    void startWithARestoredDatabase() {
        ExportProperties properties = new ExportProperties(
                "file:" + folder,
                Duration.ofDays(7),
                Duration.ofHours(1),
                DataSize.ofMegabytes(1),
                Duration.ofSeconds(10));
        rows = new UnavailableRows();
        worker = new ExportWorker(
                rows,
                new ExportFiles(Sealings.filesOff(), properties),
                null,
                null,
                properties,
                null,
                new SimpleMeterRegistry());
        // Only the test calls it.
        worker.stop();
    }

    /** Cannot be compared while the database is unavailable. */
    private static final class UnavailableRows extends ExportRows {

        private boolean isAvailable;
        private Runnable meanwhile = () -> {};

        private UnavailableRows() {
            super(new JdbcTemplate(DATABASE), JdbcClient.create(DATABASE), Clock.systemUTC());
        }

        @Override
        Set<String> known(Collection<String> exportIds) {
            if (!isAvailable) {
                throw new DataAccessResourceFailureException("the database is away");
            }
            Set<String> known = super.known(exportIds);
            meanwhile.run();
            return known;
        }
    }

    @Test
    void isRepeatedUntilItHasSucceeded() throws IOException {
        Path unknown = Files.createFile(folder.resolve("one.zip"));
        worker.workOffSome();
        assertThat(unknown).exists();

        rows.isAvailable = true;
        worker.workOffSome();

        assertThat(unknown).doesNotExist();
    }

    @Test
    void isDoneOnceUntilTheNextRestore() throws IOException {
        rows.isAvailable = true;
        worker.workOffSome();
        Path unknown = Files.createFile(folder.resolve("one.zip"));
        worker.workOffSome();
        assertThat(unknown).exists();

        worker.compareAfterRestore(new EpochChanged("another"));
        worker.workOffSome();

        assertThat(unknown).doesNotExist();
    }

    @Test
    void isRepeatedForARestoreThatComesMeanwhile() throws IOException {
        rows.isAvailable = true;
        rows.meanwhile = () -> {
            rows.meanwhile = () -> {};
            worker.compareAfterRestore(new EpochChanged("another"));
        };
        worker.workOffSome();
        Path unknown = Files.createFile(folder.resolve("one.zip"));

        worker.workOffSome();

        assertThat(unknown).doesNotExist();
    }
}
