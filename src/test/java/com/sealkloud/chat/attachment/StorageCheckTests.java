package com.sealkloud.chat.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.filestore.FileStorage;
import com.sealkloud.chat.filestore.LocalFile;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.User;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The stored bytes and the rows of files are compared, in a folder and in a bucket. */
@ExtendWith(Servers.class)
class StorageCheckTests {

    @ParameterizedTest
    @MethodSource("com.sealkloud.chat.testing.Mode#eitherBroker")
    void bytesWithoutARowGoAfterAWhileAndRowsWithoutBytesAreCounted(Mode mode) throws Exception {
        Chat chat = Servers.chat(mode);
        FileStorage storage = chat.bean(FileStorage.class);
        StorageCheck check = chat.bean(StorageCheck.class);
        String kept = uploaded(chat);
        String lost = uploaded(chat);
        String unknown = storage.newKey();
        String ofAPerson = storage.newKey();
        Path diedWith;
        Path arriving;
        try (LocalFile bytes = storage.write(out -> out.write('x'))) {
            storage.store(unknown, bytes);
            diedWith = Files.writeString(bytes.path().resolveSibling("old"), "half");
            Files.setLastModifiedTime(diedWith, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
            arriving = Files.writeString(bytes.path().resolveSibling("new"), "half");
        }
        storage.remove(lost);
        try (LocalFile picture = storage.write(out -> out.write('x'))) {
            storage.store(ofAPerson, picture);
        }
        showsAs(chat, ofAPerson);

        check.check();

        assertThat(gauge(chat, "chat.attachments.unknown")).isEqualTo(1);
        assertThat(gauge(chat, "chat.attachments.missing")).isEqualTo(1);
        assertThat(storage.has(unknown)).as("may still be needed").isTrue();
        assertThat(diedWith).doesNotExist();
        assertThat(arriving).exists();
        Files.delete(arriving);

        chat.database().update("update attachment_removal set due_at = created_at where storage_key = ?", unknown);
        await("the bytes are gone").until(() -> !storage.has(unknown));
        chat.database().update("delete from attachment where storage_key = ?", lost);
        check.check();

        assertThat(gauge(chat, "chat.attachments.unknown")).isZero();
        assertThat(gauge(chat, "chat.attachments.missing")).isZero();
        assertThat(storage.has(kept)).isTrue();
        showsAs(chat, null);
        storage.remove(ofAPerson);
    }

    private static void showsAs(Chat chat, @Nullable String key) {
        String lena = chat.cast().lena().userId();
        chat.database().update("update account set picture_key = ? where user_id = ?", key, lena);
    }

    private static double gauge(Chat chat, String name) {
        return chat.bean(MeterRegistry.class).get(name).gauge().value();
    }

    /** @return the key of the file */
    private static String uploaded(Chat chat) {
        User lena = chat.cast().lena();
        String room = chat.as(chat.cast().ada())
                .post("/rooms", Map.of("name", "files", "kind", "team", "memberIds", List.of(lena.userId())))
                .expect(201)
                .text("roomId");
        String id = chat.as(lena)
                .with("Content-Disposition", "attachment; filename=a.txt")
                .with("Content-Type", "application/octet-stream")
                .post("/conversations/" + room + "/attachments", "hello".getBytes(StandardCharsets.US_ASCII))
                .expect(201)
                .text("attachmentId");
        return chat.database()
                .queryForObject("select storage_key from attachment where attachment_id = ?", String.class, id);
    }
}
