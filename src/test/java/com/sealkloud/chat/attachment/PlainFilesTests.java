package com.sealkloud.chat.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.encryption.SealableFiles;
import com.sealkloud.chat.encryption.Sealings;
import com.sealkloud.chat.filestore.FileStorage;
import com.sealkloud.chat.filestore.FileStorages;
import com.sealkloud.chat.filestore.ForwardingStore;
import com.sealkloud.chat.filestore.LocalFile;
import com.sealkloud.chat.testing.Servers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Files from before sealing was switched on, without a server. */
@ExtendWith(Servers.class)
class PlainFilesTests {

    @TempDir
    Path folder;

    private JdbcClient jdbc;
    private JdbcTemplate template;
    private TransactionTemplate transactions;
    private ForwardingStore sealed;
    private String picture;

    @BeforeEach
    void open() {
        DataSource database = Sealings.database();
        jdbc = JdbcClient.create(database);
        template = new JdbcTemplate(database);
        transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        sealed = ForwardingStore.sealed(folder.resolve("files"), Sealings.files(jdbc, Sealings.newKey(folder)));
    }

    private StorageKeys keys() {
        return new StorageKeys(jdbc, List.of(new KeysInUse() {
            @Override
            public Collection<String> between(String from, String to) {
                return Stream.ofNullable(picture)
                        .filter(key -> key.compareTo(from) >= 0 && key.compareTo(to) < 0)
                        .toList();
            }

            @Override
            public boolean replace(String former, String key) {
                boolean isIt = former.equals(picture);
                picture = isIt ? key : picture;
                return isIt;
            }
        }));
    }

    private PlainFiles files(ForwardingStore store) {
        return new PlainFiles(FileStorages.of(store), keys(), new Removals(template, Clock.systemUTC()), transactions);
    }

    private void sealAll(PlainFiles files) {
        String after = "";
        while (after != null) {
            after = files.sealSome(after).reached();
        }
    }

    /** @return the key of a file that is stored plain */
    private String plain(String content) throws IOException {
        FileStorage plain = FileStorages.in(folder.resolve("files"));
        String key = plain.newKey();
        try (LocalFile file = plain.write(out -> out.write(content.getBytes(StandardCharsets.US_ASCII)))) {
            plain.store(key, file);
        }
        return key;
    }

    private void row(String id, String storageKey, String smallKey) {
        jdbc.sql("""
                        insert into attachment (attachment_id, conversation_id, uploader_id, name, content_type, size,
                            storage_key, small_key, created_at)
                        values (?, 'c', 'lena', 'a.txt', 'text/plain', 1, ?, ?, now())""").params(id, storageKey, smallKey).update();
    }

    private String key(String id, String column) {
        return jdbc.sql("select " + column + " from attachment where attachment_id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private List<String> removals() {
        return jdbc.sql("select storage_key from attachment_removal")
                .query(String.class)
                .list();
    }

    private String read(String key) throws IOException {
        try (InputStream in = FileStorages.of(sealed).open(key, 0)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private String stored(String key) throws IOException {
        return Files.readString(
                folder.resolve("files").resolve(key.substring(0, 2)).resolve(key), StandardCharsets.ISO_8859_1);
    }

    @Test
    void areSealedWithTheirSmallCopiesAndThePicturesOfPeople() throws IOException {
        List<String> former = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            former.add(plain("file " + i));
            former.add(plain("small " + i));
            row("a" + i, former.get(2 * i), former.get(2 * i + 1));
        }
        picture = plain("picture");
        former.add(picture);

        sealAll(files(sealed));

        for (int i = 0; i < 45; i++) {
            assertThat(key("a" + i, "storage_key"))
                    .startsWith(former.get(2 * i).substring(0, 12))
                    .endsWith("s");
            assertThat(read(key("a" + i, "storage_key"))).isEqualTo("file " + i);
            assertThat(read(key("a" + i, "small_key"))).isEqualTo("small " + i);
            assertThat(stored(key("a" + i, "storage_key"))).doesNotContain("file");
        }
        assertThat(read(picture)).isEqualTo("picture");
        assertThat(stored(picture)).doesNotContain("picture");
        assertThat(removals()).as("what nobody reads after a while").containsExactlyInAnyOrderElementsOf(former);
        for (String key : former) {
            assertThat(read(key)).as("for whoever has just looked it up").isNotEmpty();
        }
        assertThat(files(sealed).sealSome("")).as("all are sealed").isEqualTo(new SealableFiles.Sealed(null, 0));
        assertThat(removals()).hasSameSizeAs(former);
    }

    /** A store in which the node dies at the n-th file, before or after it is stored. */
    private final class Dying extends ForwardingStore {

        private final boolean isStored;
        private int left;

        private Dying(int left, boolean isStored) {
            super(sealed);
            this.left = left;
            this.isStored = isStored;
        }

        @Override
        public void put(String key, Path arrived) throws IOException {
            boolean dies = left-- == 0;
            if (!dies || isStored) {
                super.put(key, arrived);
            }
            if (dies) {
                throw new IllegalStateException("the node dies");
            }
        }
    }

    @Test
    void areSealedByAnotherNodeIfOneDiesMeanwhile() throws IOException {
        List<String> former = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            former.add(plain("file " + i));
            row("a" + i, former.get(i), null);
        }
        for (boolean isStored : List.of(false, true)) {
            PlainFiles dying = files(new Dying(2, isStored));
            assertThatThrownBy(() -> sealAll(dying)).hasMessage("the node dies");

            for (int i = 0; i < 6; i++) {
                assertThat(read(key("a" + i, "storage_key"))).isEqualTo("file " + i);
            }
        }
        assertThat(IntStream.range(0, 6)
                        .mapToObj(i -> key("a" + i, "storage_key"))
                        .filter(FileStorage::isSealed))
                .hasSize(4);

        sealAll(files(sealed));

        for (int i = 0; i < 6; i++) {
            assertThat(key("a" + i, "storage_key")).endsWith("s");
            assertThat(read(key("a" + i, "storage_key"))).isEqualTo("file " + i);
        }
        assertThat(removals()).as("two copies have become nothing").hasSize(8).containsAll(former);
    }

    @Test
    void aFileThatGoesMeanwhileLeavesNothing() throws IOException {
        String former = plain("file");
        row("a", former, null);
        ForwardingStore removing = new ForwardingStore(sealed) {
            @Override
            public void put(String key, Path arrived) throws IOException {
                super.put(key, arrived);
                jdbc.sql("delete from attachment").update();
            }
        };

        sealAll(files(removing));

        assertThat(removals()).hasSize(1).noneMatch(former::equals);
        assertThat(dueRemovals()).hasSize(1);
    }

    @Test
    void aLostFileHoldsUpNothingAndAnOutageIsWaitedFor() throws IOException {
        String lost = "00" + plain("lost").substring(2);
        row("lost", lost, null);
        row("a", plain("file"), null);
        ForwardingStore away = new ForwardingStore(sealed) {
            @Override
            public long size(String key) throws IOException {
                throw new IOException("away");
            }

            @Override
            public void put(String key, Path arrived) throws IOException {
                throw new IOException("away");
            }
        };

        assertThatThrownBy(() -> files(away).sealSome("")).hasMessageContaining("is away");
        sealAll(files(sealed));

        assertThat(key("lost", "storage_key")).isEqualTo(lost);
        assertThat(read(key("a", "storage_key"))).isEqualTo("file");
        assertThat(key("a", "storage_key")).endsWith("s");
    }

    @Test
    void oneThatFailsOnceIsCountedAndSealedTheNextTime() throws IOException {
        row("a", plain("file a"), null);
        row("b", plain("file b"), null);
        AtomicBoolean isBusy = new AtomicBoolean(true);
        ForwardingStore busy = new ForwardingStore(sealed) {
            @Override
            public void put(String key, Path arrived) throws IOException {
                if (isBusy.getAndSet(false)) {
                    throw new IOException("too many wait");
                }
                super.put(key, arrived);
            }
        };

        assertThat(files(busy).sealSome("").left()).isEqualTo(1);
        assertThat(files(busy).sealSome("").left()).isZero();

        assertThat(List.of(key("a", "storage_key"), key("b", "storage_key"))).allMatch(FileStorage::isSealed);
    }

    @Test
    void theFormerBytesGoWithTheFile() throws IOException {
        String former = plain("file");
        row("a", former, null);
        row("b", plain("another"), null);
        sealAll(files(sealed));
        assertThat(dueRemovals()).isEmpty();

        new Removals(template, Clock.systemUTC()).add(key("a", "storage_key"));

        assertThat(dueRemovals()).containsExactlyInAnyOrder(former, key("a", "storage_key"));
    }

    private List<String> dueRemovals() {
        return jdbc.sql("select storage_key from attachment_removal where due_at <= now()")
                .query(String.class)
                .list();
    }
}
