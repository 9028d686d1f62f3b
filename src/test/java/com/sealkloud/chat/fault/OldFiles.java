package com.sealkloud.chat.fault;

import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.PostgresServer;
import com.sealkloud.chat.testing.Rest;
import com.sealkloud.chat.testing.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Files of messages that were stored plain, before encryption was switched on. */
final class OldFiles {
    private static final String WORD = "Numbat";
    /** Of so many files one is a picture. */
    private static final int PICTURES = 10;

    private static final String PLAIN = """
            select count(*) from (
                select storage_key from attachment
                union all select small_key from attachment
                union all select large_key from attachment) as files
            where storage_key not like '%s'""";

    private final Machines machines;
    private final User lena;
    private final Map<String, Upload> uploads = new HashMap<>();
    private final Map<String, byte[]> thumbnails = new HashMap<>();

    OldFiles(Machines machines, int count) {
        this.machines = machines;
        Rest server = Rest.of(machines.urls().get(0));
        lena = server.logIn("lena", "chat-demo");
        String room = server.as(lena)
                .post("/rooms", Map.of("name", "old files", "kind", "team"))
                .text("roomId");
        IntStream.range(0, count).forEach(number -> send(server.as(lena), room, number));
        uploads.forEach((id, upload) -> {
            if (upload.isPicture()) {
                thumbnails.put(id, thumbnail(server.as(lena), id));
            }
        });
    }

    private void send(Rest lenas, String room, int number) {
        Upload upload = number % PICTURES == 0 ? Upload.picture(WORD + number) : Upload.text(WORD + number);
        String id = lenas.with("Content-Type", "application/octet-stream")
                .with("Content-Disposition", "attachment; filename=" + upload.name())
                .post("/conversations/" + room + "/attachments", upload.bytes())
                .expect(201)
                .text("attachmentId");
        lenas.post("/conversations/" + room + "/messages", Map.of("content", "", "attachmentIds", List.of(id)))
                .expect(201);
        uploads.put(id, upload);
    }

    private static byte[] thumbnail(Rest lenas, String id) {
        await("the thumbnail of " + id).until(() -> bytes(lenas, id + "/thumbnail").length > 0);
        return bytes(lenas, id + "/thumbnail");
    }

    /** @return nothing if there is nothing to read */
    private static byte[] bytes(Rest lenas, String path) {
        try {
            return lenas.bytes("/attachments/" + path);
        } catch (AssertionError notThere) {
            return new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @return how many files and thumbnails are not sealed yet, according to the database */
    long plain() {
        return PostgresServer.count(machines.database(), PLAIN);
    }

    /** @return how many files and thumbnails are not what they were */
    long unlike(Node node) {
        Rest lenas = Rest.of(node.url()).as(lena);
        return uploads.entrySet().stream()
                        .filter(file -> !file.getValue().is(bytes(lenas, file.getKey())))
                        .count()
                + thumbnails.entrySet().stream()
                        .filter(file -> !Arrays.equals(file.getValue(), bytes(lenas, file.getKey() + "/thumbnail")))
                        .count();
    }

    /** @return how many of the stored files are not sealed, whatever the database says */
    long leftPlain() {
        try (Stream<Path> paths = Files.walk(machines.files())) {
            return paths.filter(Files::isRegularFile).filter(this::isPlain).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isPlain(Path file) {
        // What a dead node has left there is removed after a day.
        boolean isArriving = file.getParent().endsWith("arrivals");
        return !isArriving && !file.getFileName().toString().endsWith("s") || hasWords(file);
    }

    private boolean hasWords(Path file) {
        try {
            byte[] stored = Files.readAllBytes(file);
            return new String(stored, StandardCharsets.ISO_8859_1).contains(WORD)
                    || uploads.values().stream().anyMatch(upload -> upload.is(stored))
                    || thumbnails.values().stream().anyMatch(thumbnail -> Arrays.equals(thumbnail, stored));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
