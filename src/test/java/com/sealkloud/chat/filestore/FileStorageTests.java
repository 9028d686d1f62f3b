package com.sealkloud.chat.filestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.encryption.FileSealing;
import com.sealkloud.chat.encryption.Sealings;
import com.sealkloud.chat.testing.S3Server;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What both kinds of storage promise, with a folder and with a real S3 server. */
@ExtendWith(OutputCaptureExtension.class)
class FileStorageTests {

    private static final int MEGABYTE = 1 << 20;

    /** In KB. */
    private static final int DISK = 30 << 10;

    @TempDir
    static Path folder;

    private static S3Server server;
    private static FileSealing sealing;
    private static FileSealing reading;

    @BeforeAll
    static void start() {
        JdbcClient jdbc = JdbcClient.create(Sealings.database());
        Path key = Sealings.newKey(folder);
        sealing = Sealings.files(jdbc, key);
        reading = Sealings.readOnly(jdbc, key);
        server = new S3Server(folder, DISK);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    enum Kind {
        FOLDER,
        S3,
        SEALED_FOLDER,
        SEALED_S3
    }

    private static FileStore store(Kind kind) {
        return switch (kind) {
            case FOLDER -> new FolderStore(folder.resolve("files"));
            case S3 -> bucket(server.endpoint());
            case SEALED_FOLDER -> new SealedStore(store(Kind.FOLDER), sealing);
            case SEALED_S3 -> new SealedStore(store(Kind.S3), sealing);
        };
    }

    private static FileStore bucket(URI endpoint) {
        return bucket(endpoint, 50);
    }

    private static FileStore bucket(URI endpoint, int atOnce) {
        return new S3Store(
                StoreConfiguration.client(new StorageProperties.S3(
                        endpoint, "us-east-1", S3Server.KEY, S3Server.KEY, true, Duration.ofSeconds(5), atOnce)),
                S3Server.BUCKET,
                folder,
                atOnce);
    }

    @Test
    void aServerThatDoesNotAnswerHoldsAFewThreadsOnly() throws Exception {
        ServerSocket silent = new ServerSocket(0);
        FileStore store = bucket(URI.create("http://127.0.0.1:" + silent.getLocalPort()), 1);
        CompletableFuture<Void> first = CompletableFuture.runAsync(
                () -> assertThatThrownBy(() -> store.size("a")).isInstanceOf(IOException.class));
        Socket asked = silent.accept();
        try {
            assertThatThrownBy(() -> store.size("b"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("too many wait");
            assertThat(first).isNotDone();
        } finally {
            silent.close();
            asked.close();
        }
        first.get();
    }

    private static String stored(FileStorage storage, InputStream content) throws IOException {
        String key = storage.newKey();
        try (LocalFile file = storage.receive(new byte[0], content)) {
            storage.store(key, file);
        }
        return key;
    }

    private static InputStream text(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @CsvSource({"FOLDER, SEALED_FOLDER", "S3, SEALED_S3"})
    void aBackupOfTheStorageTellsNothingOfFilesThatAreRemoved(Kind bytes, Kind sealed) throws Exception {
        FileStorage storage = new FileStorage(store(sealed), new StorageHealth());
        String key = stored(storage, text("0123456789"));
        FileStore backedUp = store(bytes);
        Path copy = backedUp.arrivals().resolve("copy");
        try (InputStream in = backedUp.open(key, 0, Long.MAX_VALUE)) {
            Files.copy(in, copy);
        }

        storage.remove(key);
        backedUp.put(key, copy);

        assertThat(backedUp.size(key)).as("it is there").isPositive();
        assertThatThrownBy(() -> storage.open(key, 0))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("cannot be read");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsStoredIsReadFromAnyPositionUntilItIsRemoved(Kind kind) throws Exception {
        FileStorage storage = new FileStorage(store(kind), new StorageHealth());
        String key = stored(storage, text("0123456789"));

        Resource read = storage.read(key);
        assertThat(read.contentLength()).isEqualTo(10);
        assertThat(read.getContentAsString(StandardCharsets.US_ASCII)).isEqualTo("0123456789");
        try (InputStream part = read.getInputStream()) {
            part.skipNBytes(7);
            assertThat(part.readNBytes(2)).asString().isEqualTo("78");
        }
        try (LocalFile fetched = storage.fetch(key)) {
            assertThat(fetched.path()).hasContent("0123456789");
        }
        assertThat(storage.keys(key.substring(0, FileStorage.PARTITION))).contains(key);

        storage.remove(key);
        storage.remove(key);

        assertThat(storage.keys(key.substring(0, FileStorage.PARTITION))).doesNotContain(key);
        assertThat(storage.has(key)).isFalse();
        isRefused(RefusalCode.NOT_FOUND, read::contentLength);
        isRefused(RefusalCode.NOT_FOUND, () -> read.getInputStream().read());
    }

    @ParameterizedTest
    @EnumSource
    void bytesThatWereCutAreNoOutage(Kind kind) throws Exception {
        StorageHealth health = new StorageHealth();
        FileStorage storage = new FileStorage(store(kind), health);
        String key = stored(storage, text("0123456789".repeat(20_000)));
        Path bytes = bytes(kind, key);

        Files.write(bytes, Arrays.copyOf(Files.readAllBytes(bytes), 100));

        isRefused(RefusalCode.NOT_FOUND, () -> storage.open(key, 150_000));
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    private static Path bytes(Kind kind, String key) {
        return kind == Kind.FOLDER || kind == Kind.SEALED_FOLDER
                ? folder.resolve("files")
                        .resolve(key.substring(0, FileStorage.PARTITION))
                        .resolve(key)
                : server.bytes(key);
    }

    @ParameterizedTest
    @EnumSource(names = "SEALED_.*", mode = EnumSource.Mode.MATCH_ALL)
    void sealedBytesShowNothingAndNothingTakesTheirPlace(Kind kind) throws Exception {
        FileStorage storage = new FileStorage(store(kind), new StorageHealth());
        String words = "Ambrosia".repeat(20_000);
        String key = stored(storage, text(words));
        Path bytes = bytes(kind, key);

        assertThat(Files.readString(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("Ambrosia");
        Resource read = storage.read(key);
        assertThat(read.contentLength()).isEqualTo(words.length());
        try (InputStream part = read.getInputStream()) {
            part.skipNBytes(100_001);
            assertThat(part.readNBytes(7)).asString().isEqualTo("mbrosia");
        }

        Files.writeString(bytes, "a plain file of somebody else");
        isRefused(RefusalCode.NOT_FOUND, () -> read.getInputStream().read());
        isRefused(RefusalCode.NOT_FOUND, () -> storage.fetch(key));
        storage.remove(key);
        nothingArrived();
    }

    @ParameterizedTest
    @EnumSource(names = "SEALED_.*", mode = EnumSource.Mode.MATCH_ALL)
    void plainAndSealedFilesAreReadWhetherItSealsOrNot(Kind kind) throws Exception {
        FileStore store = store(kind == Kind.SEALED_S3 ? Kind.S3 : Kind.FOLDER);
        FileStorage off = new FileStorage(new SealedStore(store, reading), new StorageHealth());
        FileStorage on = new FileStorage(store(kind), new StorageHealth());
        String plain = stored(off, text("from before"));
        String sealed = stored(on, text("from now on"));

        assertThat(plain).doesNotEndWith("s");
        for (FileStorage storage : List.of(off, on)) {
            assertThat(storage.read(plain).getContentAsString(StandardCharsets.US_ASCII))
                    .isEqualTo("from before");
            assertThat(storage.read(sealed).getContentAsString(StandardCharsets.US_ASCII))
                    .isEqualTo("from now on");
        }
    }

    private static void isRefused(RefusalCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    /**
     * Counts all that is allocated, of which the heap never has more than that. Each chunk that is
     * sealed allocates two KB, and forgets them.
     */
    @ParameterizedTest
    @EnumSource
    void aFileOf25MegabytesNeedsLittleHeap(Kind kind) throws Exception {
        FileStorage storage = new FileStorage(store(kind), new StorageHealth());
        String small = stored(storage, text("so that all classes are loaded"));
        try (InputStream in = storage.read(small).getInputStream()) {
            assertThat(in.readAllBytes()).isNotEmpty();
        }
        byte[] step = new byte[MEGABYTE];
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        long before = thread.getCurrentThreadAllocatedBytes();
        String key = stored(storage, new ZeroStream(25L * MEGABYTE));
        long written = thread.getCurrentThreadAllocatedBytes() - before;

        long read;
        try (InputStream in = storage.read(key).getInputStream()) {
            before = thread.getCurrentThreadAllocatedBytes();
            long size = 0;
            for (int octets = in.read(step); octets >= 0; octets = in.read(step)) {
                size += octets;
            }
            read = thread.getCurrentThreadAllocatedBytes() - before;
            assertThat(size).isEqualTo(25L * MEGABYTE);
        }
        int most = kind == Kind.FOLDER || kind == Kind.S3 ? MEGABYTE : 2 * MEGABYTE;
        assertThat(written).as("bytes allocated to store it").isLessThan(most);
        assertThat(read).as("bytes allocated to read it").isLessThan(most);
    }

    /** So many zeros, without an array for all of them. */
    private static final class ZeroStream extends InputStream {

        private long left;

        ZeroStream(long octets) {
            this.left = octets;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] octets, int from, int length) {
            int some = (int) Math.min(length, left);
            left -= some;
            return some == 0 ? -1 : some;
        }
    }

    @Test
    void aStorageThatIsAwayRefusesAndKeepsNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("a file"), "where a folder is expected");
        Path gone = folder.resolve("gone");
        for (FileStore store :
                List.of(new FolderStore(file.resolve("files")), bucket(URI.create("http://127.0.0.1:1")))) {
            FileStorage storage = new FileStorage(store, new StorageHealth());

            isRefused(RefusalCode.UNAVAILABLE, () -> stored(storage, text("hello")));
        }
        Resource read = new FileStorage(bucket(URI.create("http://127.0.0.1:1")), new StorageHealth()).read("00");
        isRefused(RefusalCode.UNAVAILABLE, read::contentLength);
        nothingArrived();
    }

    private static void nothingArrived() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(each -> each.getFileName().toString().matches("[0-9a-f]{32}")))
                    .isEmpty();
        }
    }

    @Test
    void aFullStorageRefusesAndKeepsNothing() throws IOException {
        try (S3Server full = new S3Server(Files.createDirectory(folder.resolve("full")), 100)) {
            FileStorage storage = new FileStorage(bucket(full.endpoint()), new StorageHealth());
            isRefused(RefusalCode.UNAVAILABLE, () -> stored(storage, new ZeroStream(MEGABYTE)));
        }
        nothingArrived();

        FileStorage local = new FileStorage(store(Kind.FOLDER), new StorageHealth());
        isRefused(RefusalCode.UNAVAILABLE, () -> local.write(FileStorageTests::findsTheDiskFull));
        assertThat(folder.resolve("files/arrivals")).isEmptyDirectory();
    }

    @Test
    void anOutageIsToldOnceAndEnds(CapturedOutput output) throws IOException {
        // A server of another test has set the levels for the whole process.
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel("com.sealkloud.chat.filestore", LogLevel.INFO);
        StorageHealth health = new StorageHealth();
        FileStorage storage = new FileStorage(store(Kind.FOLDER), health);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        for (int i = 0; i < 3; i++) {
            isRefused(RefusalCode.UNAVAILABLE, () -> storage.write(FileStorageTests::findsTheDiskFull));
        }
        assertThat(health.health().getStatus()).as("chat goes on").isEqualTo(Status.UNKNOWN);

        stored(storage, new ZeroStream(1));
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(output.getAll().lines().filter(line -> line.contains("StorageHealth")))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("No space left on device"))
                .anySatisfy(line -> assertThat(line).contains("can be stored again"));
    }

    private static void findsTheDiskFull(OutputStream out) throws IOException {
        out.write(new byte[MEGABYTE]);
        throw new IOException("No space left on device");
    }
}
