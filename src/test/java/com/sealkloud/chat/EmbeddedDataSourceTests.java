package com.sealkloud.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The embedded database has its acknowledged commits in its file, and recovers from a full disk.
 */
@ExtendWith(OutputCaptureExtension.class)
class EmbeddedDataSourceTests {

    private static final String SETTINGS = shippedSettings();

    @TempDir
    private Path folder;

    private HikariDataSource pool;
    private JdbcTemplate jdbc;

    /** A server of another test has set the levels for the whole process. */
    @BeforeEach
    void logLines() {
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel("com.sealkloud.chat.lifecycle", LogLevel.INFO);
    }

    @BeforeEach
    void open() {
        FilePath.register(new FullDisk());
        pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:full:" + folder.resolve("chat") + SETTINGS);
        pool.setUsername("chat");
        pool.setConnectionTimeout(1500);
        pool.setMaximumPoolSize(3);
        jdbc = new JdbcTemplate(new EmbeddedDataSource(pool, folder.toFile()));
        jdbc.execute("create table message (id int primary key, content varchar(2000))");
    }

    @AfterEach
    void close() {
        FullDisk.full.set(false);
        pool.close();
    }

    /** What the default URL of the database has after its file. */
    private static String shippedSettings() {
        try (InputStream settings = EmbeddedDataSourceTests.class.getResourceAsStream("/application.yaml")) {
            String yaml = new String(settings.readAllBytes(), StandardCharsets.UTF_8);
            return yaml.lines()
                    .filter(line -> line.contains("jdbc:h2:file:"))
                    .map(line -> line.substring(line.indexOf(';')))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** H2 writes a file of its own about each failure, which would refill a full disk. */
    @Test
    void noTraceFileIsWritten() {
        assertThat(SETTINGS).contains("TRACE_LEVEL_FILE=0");
    }

    @Test
    void whatIsCommittedIsInTheFile() throws IOException {
        insert(1);
        assertThat(idsInTheFile()).isEqualTo("1");

        new TransactionTemplate(new JdbcTransactionManager(jdbc.getDataSource())).executeWithoutResult(status -> {
            insert(2);
            insert(3);
        });
        assertThat(idsInTheFile()).isEqualTo("1,2,3");

        jdbc.batchUpdate("insert into message values (4, 'x')", "insert into message values (5, 'x')");
        assertThat(idsInTheFile()).isEqualTo("1,2,3,4,5");
    }

    @Test
    void aFullDiskRefusesAndLosesNothingAndEnds(CapturedOutput output) {
        insert(1);
        FullDisk.full.set(true);

        for (int id = 2; id < 50; id++) {
            int each = id;
            assertThatThrownBy(() -> insert(each))
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .satisfiesAnyOf(
                            cause -> assertThat(cause).isInstanceOf(SQLTransientConnectionException.class),
                            cause -> assertThat(cause).hasMessageContaining("No space left"));
        }
        assertThat(health()).isEqualTo(Status.DOWN);
        FullDisk.full.set(false);

        await().ignoreExceptions().untilAsserted(() -> insert(50));
        assertThat(jdbc.queryForList("select id from message where id in (1, 50)", Integer.class))
                .containsExactly(1, 50);
        assertThat(health()).isEqualTo(Status.UP);
        assertThat(output.getAll().lines().filter(line -> line.contains("DatabaseOutages")))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("is unavailable").contains("No space left"))
                .anySatisfy(line -> assertThat(line).contains("is back"));
    }

    private Status health() {
        return new DataSourceHealthIndicator(jdbc.getDataSource()).health().getStatus();
    }

    private void insert(int id) {
        jdbc.update("insert into message values (?, ?)", id, "x".repeat(2000));
    }

    /** What another process would find if this one were killed now. */
    private String idsInTheFile() throws IOException {
        Path copy = Files.createTempDirectory(folder, "copy");
        Files.copy(folder.resolve("chat.mv.db"), copy.resolve("chat.mv.db"));
        try (HikariDataSource other = new HikariDataSource()) {
            other.setJdbcUrl("jdbc:h2:file:" + copy.resolve("chat") + SETTINGS);
            other.setUsername("chat");
            return String.valueOf(new JdbcTemplate(other)
                    .queryForObject("select listagg(id, ',') within group (order by id) from message", String.class));
        }
    }

    /** A file system of H2's that can be full. */
    public static final class FullDisk extends FilePathWrapper {

        static final AtomicBoolean full = new AtomicBoolean();

        @Override
        public String getScheme() {
            return "full";
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return new FullFile(super.open(mode));
        }
    }

    private static final class FullFile extends FileBaseDefault {

        private final FileChannel file;

        private FullFile(FileChannel file) {
            this.file = file;
        }

        private static void needSpace() throws IOException {
            if (FullDisk.full.get()) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            needSpace();
            return file.write(bytes, position);
        }

        @Override
        public int read(ByteBuffer bytes, long position) throws IOException {
            return file.read(bytes, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
        }

        @Override
        public java.nio.channels.FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
