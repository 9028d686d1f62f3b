package com.sealkloud.chat.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The form of sealed files: what is opened, and what is not. */
class FileSealingTests {

    private static final int CHUNK = 64 << 10;
    private static final int HEADER = 64;
    private static final int SEALED_CHUNK = CHUNK + 16;
    private static final String NAME = "0123456789abcdef";

    @TempDir
    static Path folder;

    private static JdbcClient jdbc;
    private static Path key;
    private static FileSealing files;

    @BeforeAll
    static void begin() {
        jdbc = JdbcClient.create(Sealings.database());
        key = Sealings.newKey(folder);
        files = Sealings.files(jdbc, key);
    }

    /** Of no byte that is often there twice, so that what is moved is noticed. */
    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(7).nextBytes(content);
        return content;
    }

    private static byte[] sealed(String name, byte[] content) {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (OutputStream out = files.seal(name, stored)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stored.toByteArray();
    }

    private static InputStream open(FileSealing with, String name, byte[] stored, long from) throws IOException {
        return with.open(
                name,
                (first, end) -> {
                    InputStream in = new ByteArrayInputStream(stored);
                    in.skipNBytes(first);
                    return in;
                },
                from);
    }

    private static byte[] opened(byte[] stored) throws IOException {
        try (InputStream in = open(files, NAME, stored, 0)) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 77})
    void whatWasSealedIsReadFromEachPosition(int size) throws IOException {
        byte[] content = content(size);
        byte[] stored = sealed(NAME, content);

        assertThat(FileSealing.sizeOf(stored.length)).isEqualTo(size);
        assertThat(opened(stored)).isEqualTo(content);
        for (int from : new int[] {1, size / 2, CHUNK - 1, CHUNK, CHUNK + 1, size - 1}) {
            if (from >= 0 && from < size) {
                try (InputStream in = open(files, NAME, stored, from)) {
                    assertThat(in.readAllBytes())
                            .as("from %s", from)
                            .isEqualTo(Arrays.copyOfRange(content, from, size));
                }
            }
        }
    }

    @Test
    void readsByteForByteAndSkips() throws IOException {
        byte[] content = content(CHUNK + 10);
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (OutputStream out = files.seal(NAME, stored)) {
            for (byte octet : content) {
                out.write(octet);
            }
        }

        try (InputStream in = open(files, NAME, stored.toByteArray(), 0)) {
            assertThat(in.read()).isEqualTo(Byte.toUnsignedInt(content[0]));
            in.skipNBytes(CHUNK);
            assertThat(in.read()).isEqualTo(Byte.toUnsignedInt(content[CHUNK + 1]));
            assertThat(in.readAllBytes()).hasSize(8);
            assertThat(in.read()).isNegative();
            assertThat(in.skip(1)).isZero();
        }
    }

    @Test
    void neverSealsTwiceAlikeAndShowsNothing() {
        byte[] words = "Ambrosia ".repeat(20_000).getBytes(StandardCharsets.US_ASCII);

        byte[] one = sealed(NAME, words);
        byte[] other = sealed(NAME, words);

        assertThat(new String(one, StandardCharsets.ISO_8859_1)).doesNotContain("Ambrosia");
        assertThat(Arrays.copyOfRange(one, HEADER, one.length))
                .isNotEqualTo(Arrays.copyOfRange(other, HEADER, other.length));
        assertThat(Arrays.copyOfRange(one, HEADER, HEADER + SEALED_CHUNK))
                .as("two chunks of the same words")
                .isNotEqualTo(Arrays.copyOfRange(one, HEADER + SEALED_CHUNK, HEADER + 2 * SEALED_CHUNK));
    }

    @Test
    void whatWasChangedIsNotOpenedAndNothingElseIsShown() throws IOException {
        byte[] content = content(3 * CHUNK + 77);
        byte[] stored = sealed(NAME, content);
        byte[] other = sealed(NAME, content(3 * CHUNK + 77));
        int second = HEADER + SEALED_CHUNK;
        int third = second + SEALED_CHUNK;
        int last = third + SEALED_CHUNK;
        Map<String, byte[]> changed = new LinkedHashMap<>();
        changed.put("nothing", new byte[0]);
        changed.put("a part of the header", Arrays.copyOf(stored, HEADER - 1));
        changed.put("the header alone", Arrays.copyOf(stored, HEADER));
        changed.put("cut within the tag", Arrays.copyOf(stored, HEADER + 15));
        changed.put("cut by a byte", Arrays.copyOf(stored, stored.length - 1));
        changed.put("cut between chunks", Arrays.copyOf(stored, last));
        changed.put("cut behind the first chunk", Arrays.copyOf(stored, second));
        changed.put("longer", Arrays.copyOf(stored, stored.length + 1));
        changed.put("another version", flipped(stored, 6));
        changed.put("another key", flipped(stored, 10));
        changed.put("another salt", flipped(stored, HEADER - 1));
        changed.put("the first byte", flipped(stored, HEADER));
        changed.put("a byte in the middle", flipped(stored, third + 1_000));
        changed.put("the last byte", flipped(stored, stored.length - 1));
        changed.put("without the first chunk", joined(part(stored, 0, HEADER), part(stored, second, stored.length)));
        changed.put("without a chunk", joined(part(stored, 0, second), part(stored, third, stored.length)));
        changed.put("a chunk twice", joined(part(stored, 0, third), part(stored, second, stored.length)));
        changed.put("the last chunk twice", joined(stored, part(stored, last, stored.length)));
        changed.put(
                "chunks in another order",
                joined(part(stored, 0, second), part(stored, third, last), part(stored, second, third), tail(stored)));
        changed.put(
                "a chunk of another file",
                joined(part(stored, 0, second), part(other, second, third), part(stored, third, stored.length)));
        changed.put("chunks of another file", joined(part(stored, 0, HEADER), part(other, HEADER, other.length)));
        changed.put("a plain file", content);

        changed.forEach((how, octets) -> {
            ByteArrayOutputStream shown = new ByteArrayOutputStream();
            assertThatThrownBy(() -> {
                        try (InputStream in = open(files, NAME, octets, 0)) {
                            in.transferTo(shown);
                        }
                    })
                    .as(how)
                    .isInstanceOf(UnreadableFileException.class);
            assertThat(shown.toByteArray()).as(how).isEqualTo(Arrays.copyOf(content, shown.size()));
        });
        assertThatThrownBy(() -> open(files, "another name", stored, 0)).isInstanceOf(UnreadableFileException.class);
        assertThatThrownBy(() -> open(files, NAME, flipped(stored, third + 1_000), 2 * CHUNK + 5))
                .as("before anything is answered")
                .isInstanceOf(UnreadableFileException.class);
        try (InputStream in = open(files, NAME, flipped(stored, HEADER), CHUNK)) {
            assertThat(in.readAllBytes()).as("the rest").isEqualTo(Arrays.copyOfRange(content, CHUNK, content.length));
        }
    }

    private static byte[] tail(byte[] stored) {
        return part(stored, HEADER + 3 * SEALED_CHUNK, stored.length);
    }

    private static byte[] part(byte[] octets, int from, int to) {
        return Arrays.copyOfRange(octets, from, to);
    }

    private static byte[] flipped(byte[] octets, int position) {
        byte[] changed = octets.clone();
        changed[position] ^= 1;
        return changed;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    void needsTheKeysOfItsInstallation() throws IOException {
        byte[] stored = sealed(NAME, content(10));

        try (InputStream in = open(Sealings.files(jdbc, key), NAME, stored, 0)) {
            assertThat(in.readAllBytes()).as("on another node").isEqualTo(content(10));
        }
        for (FileSealing other : new FileSealing[] {
            Sealings.filesOff(), Sealings.files(JdbcClient.create(Sealings.database()), Sealings.newKey(folder))
        }) {
            assertThatThrownBy(() -> open(other, NAME, stored, 0)).isInstanceOf(UnreadableFileException.class);
        }
    }

    @Test
    void noCopyOfAForgottenFileIsReadThoughAllOtherKeysAreThere() throws IOException {
        byte[] stored = sealed("forgotten", content(10));
        byte[] other = sealed("kept", content(10));

        files.forget("forgotten");

        for (FileSealing node : new FileSealing[] {files, Sealings.files(jdbc, key)}) {
            assertThatThrownBy(() -> open(node, "forgotten", stored, 0)).isInstanceOf(UnreadableFileException.class);
            assertThat(open(node, "kept", other, 0)).hasBinaryContent(content(10));
        }
    }

    @Test
    void filesFromBeforeTheyHadSecretsAreRead() throws IOException {
        jdbc.sql("insert into file_secret (name, secret) values ('old', '')").update();
        byte[] stored = sealed("old", content(10));
        files.forget("old");

        assertThat(open(files, "old", stored, 0)).hasBinaryContent(content(10));
    }

    @Test
    void rotationLeavesFilesAsTheyAre() throws IOException {
        JdbcClient database = JdbcClient.create(Sealings.database());
        Path master = Sealings.newKey(folder);
        FileSealing before = Sealings.files(database, master);
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        before.seal(NAME, stored).close();

        Sealings.rotate(database, master);

        assertThat(open(Sealings.files(database, master), NAME, stored.toByteArray(), 0))
                .isEmpty();
    }
}
