package com.sealkloud.chat.fault;

import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Edits, reactions and files beside the messages. Each call is repeated until it is answered, as
 * the web client does.
 */
final class Changes {
    private static final String THUMB = "👍";
    private static final String FILES = "/attachments";
    /** Of so many files one is a picture. */
    private static final int PICTURES = 4;

    private static final int AGAIN_MILLIS = 400;
    private static final int CONFLICT = 409;

    private final AtomicInteger open = new AtomicInteger();
    private final Queue<Edit> edits = new ConcurrentLinkedQueue<>();
    private final Queue<Reaction> reactions = new ConcurrentLinkedQueue<>();
    private final Queue<Posted> files = new ConcurrentLinkedQueue<>();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refusedUploads = new AtomicInteger();
    private volatile boolean ended;

    private record Edit(String room, long seq, String content) {}

    private record Reaction(String room, long seq, String userId) {}

    private record Posted(String attachmentId, Upload upload, LoadClient uploader) {}

    /** Its author edits the message, another member reacts to it, and its author sends a file. */
    void make(LoadClient author, Ledger.Sent message, LoadClient other) {
        Long seq = author.seqOf(message);
        if (ended || !other.rooms().contains(message.room)) {
            return;
        }
        if (seq == null) {
            LoadClient.TIMER.schedule(() -> make(author, message, other), 1, TimeUnit.SECONDS);
            return;
        }
        String path = "/api/v1/conversations/" + message.room;
        Edit edit = new Edit(message.room, seq, "Edited: " + message.clientMessageId);
        call(
                author,
                server -> json(server, path + "/messages/" + seq)
                        .method(
                                "PATCH",
                                BodyPublishers.ofString(Json.write(Map.of("content", edit.content(), "revision", 0)))),
                answer -> edits.add(edit));
        call(
                other,
                server -> json(
                                server,
                                path + "/messages/" + seq + "/reactions/"
                                        + URLEncoder.encode(THUMB, StandardCharsets.UTF_8))
                        .PUT(BodyPublishers.noBody()),
                answer -> reactions.add(new Reaction(message.room, seq, other.userId())));
        Upload upload =
                seq % PICTURES == 0 ? Upload.picture(message.clientMessageId) : Upload.text(message.clientMessageId);
        call(
                author,
                server -> request(server, path + FILES)
                        .header("Content-Disposition", "attachment; filename=" + upload.name())
                        .header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofByteArray(upload.bytes())),
                answer -> post(
                        author,
                        message.room,
                        upload,
                        Json.read(answer).path("attachmentId").asString("")));
    }

    private void post(LoadClient author, String room, Upload upload, String attachmentId) {
        String body = Json.write(Map.of(
                "content",
                "",
                "clientMessageId",
                UUID.randomUUID().toString(),
                "attachmentIds",
                List.of(attachmentId)));
        call(
                author,
                server -> json(server, "/api/v1/conversations/" + room + "/messages")
                        .POST(BodyPublishers.ofString(body)),
                answer -> files.add(new Posted(attachmentId, upload, author)));
    }

    private static HttpRequest.Builder json(URI server, String path) {
        return request(server, path).header("Content-Type", "application/json");
    }

    private static HttpRequest.Builder request(URI server, String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(10));
    }

    /** @param then what its success means */
    private void call(LoadClient person, Function<URI, HttpRequest.Builder> request, Consumer<String> then) {
        open.incrementAndGet();
        attempt(person, request, then);
    }

    private void attempt(LoadClient person, Function<URI, HttpRequest.Builder> request, Consumer<String> then) {
        HttpRequest next = request.apply(person.server())
                .header("Authorization", "Bearer " + person.token())
                .build();
        LoadClient.HTTP.sendAsync(next, BodyHandlers.ofString()).whenComplete((answer, failure) -> {
            if (failure == null && answer.statusCode() >= 500) {
                note(next, answer);
            }
            if (failure != null || isForNow(answer)) {
                LoadClient.TIMER.schedule(() -> attempt(person, request, then), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                return;
            }
            // The answer to an earlier attempt was lost, if the revision is not the first any more.
            if (answer.statusCode() < 300 || answer.statusCode() == CONFLICT) {
                then.accept(answer.body());
            } else {
                refusals.add(next.uri().getPath() + " " + answer.statusCode() + " " + answer.body());
            }
            open.decrementAndGet();
        });
    }

    /** What fails for now says so; what does not is a fault. */
    private void note(HttpRequest request, HttpResponse<String> answer) {
        if (!answer.body().contains("\"unavailable\"")) {
            refusals.add(request.uri().getPath() + " " + answer.statusCode() + " " + answer.body());
        } else if (request.uri().getPath().endsWith(FILES)) {
            refusedUploads.incrementAndGet();
        }
    }

    /** @return how many uploads were refused with the advice to try again */
    int refusedUploads() {
        return refusedUploads.get();
    }

    private static boolean isForNow(HttpResponse<String> answer) {
        return answer.statusCode() >= 500 || answer.statusCode() == 429;
    }

    /** Waits for every answer, and compares what was acknowledged with what everybody shows. */
    void settle(Collection<LoadClient> readers, Report.Row row) {
        ended = true;
        await("answers to changes").atMost(Duration.ofSeconds(60)).until(() -> open.get() == 0);
        await("all changes at all readers")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> readers.stream().allMatch(this::showsAll) && agree(readers));
        List<URI> servers = readers.stream().map(LoadClient::server).distinct().toList();
        long lost = files.stream().filter(file -> !isWhole(file, servers)).count();
        row.require(lost == 0, "lost files: " + lost);
        List<Posted> pictures =
                files.stream().filter(file -> file.upload().isPicture()).toList();
        await("thumbnails of all pictures")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> pictures.stream().allMatch(file -> isShownAlike(file, servers)));
        row.require(
                refusals.isEmpty(),
                "changes refused: " + refusals.stream().limit(5).toList());
        row.note("%d edits, %d reactions, %d files, %d of them pictures"
                .formatted(edits.size(), reactions.size(), files.size(), pictures.size()));
    }

    private boolean showsAll(LoadClient reader) {
        Map<String, Reading.State> states =
                reader.rooms().stream().collect(Collectors.toMap(room -> room, reader::state));
        return edits.stream()
                        .filter(edit -> states.containsKey(edit.room()))
                        .allMatch(edit -> edit.content()
                                .equals(states.get(edit.room()).words().get(edit.seq())))
                && reactions.stream()
                        .filter(reaction -> states.containsKey(reaction.room()))
                        .allMatch(reaction -> states.get(reaction.room())
                                .reactions()
                                .contains(Reading.reaction(reaction.seq(), reaction.userId(), THUMB)));
    }

    private static boolean agree(Collection<LoadClient> readers) {
        return readers.stream()
                .flatMap(reader -> reader.rooms().stream())
                .distinct()
                .allMatch(room -> readers.stream()
                                .filter(reader -> reader.rooms().contains(room))
                                .map(reader -> reader.state(room))
                                .distinct()
                                .count()
                        == 1);
    }

    private static boolean isWhole(Posted file, List<URI> servers) {
        return servers.stream().allMatch(server -> file.upload().is(read(server, file, "")));
    }

    private static boolean isShownAlike(Posted file, List<URI> servers) {
        byte[] thumbnail = read(servers.get(0), file, "/thumbnail");
        return thumbnail.length > 0
                && servers.stream().allMatch(server -> Arrays.equals(thumbnail, read(server, file, "/thumbnail")));
    }

    /** @return nothing if there is nothing to read */
    private static byte[] read(URI server, Posted file, String what) {
        HttpRequest request = request(server, "/api/v1/attachments/" + file.attachmentId() + what)
                .header("Authorization", "Bearer " + file.uploader().token())
                .build();
        return LoadClient.HTTP
                .sendAsync(request, BodyHandlers.ofByteArray())
                .handle((answer, failure) ->
                        failure == null && answer.statusCode() == 200 ? answer.body() : new byte[0])
                .join();
    }
}
