package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Clamd;
import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.RawHttp;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Files of messages: who may upload, read and remove them, and what becomes of them. */
class AttachmentTests extends EitherBroker {

    /** More than there is room for on a disk that is full. */
    private static final int LARGE = 2 << 20;

    private static final byte[] PDF = ascii("%PDF-1.4\nAmbrosia\n%%EOF\n");

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Path bytesOf(String attachmentId) {
        return bytesOf(attachmentId, "storage_key");
    }

    private Path bytesOf(String attachmentId, String column) {
        String key = chat.database()
                .queryForObject(
                        "select " + column + " from attachment where attachment_id = ?", String.class, attachmentId);
        String storage = chat.setting("chat.attachment.storage");
        return storage.startsWith("file:")
                ? Path.of(storage.substring("file:".length()), key.substring(0, 2), key)
                : Servers.bytesInBucket(key);
    }

    @Test
    void aFileIsForWhoeverReadsItsMessageAndGoesWithIt() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        User dave = cast.dave();
        String id = directConversation(carol.user(), lena.user());
        Answer png = upload(carol.user(), id, "screen.png", PNG).expect(201);
        assertThat(png.fields())
                .containsExactlyInAnyOrder("attachmentId", "name", "contentType", "size", "status", "width", "height");
        assertThat(png.text("contentType")).isEqualTo("image/png");
        assertThat(png.number("size")).isEqualTo(PNG.length);
        assertThat(png.text("status")).isEqualTo("processing");
        String picture = png.text("attachmentId");
        String document = uploaded(carol.user(), id, "contract.pdf", PDF);
        as(lena.user()).get("/attachments/" + document).expectProblem(404, "not_found");
        as(carol.user()).get("/attachments/" + document).expect(200);

        Map<String, Object> message = Map.of(
                "receiverId",
                lena.userId(),
                "content",
                "",
                "clientMessageId",
                newId(),
                "attachmentIds",
                List.of(picture, document));
        carol.says("/app/message", message);
        carol.says("/app/message", message);

        Event heard = lena.awaits("message");
        assertThat(heard.json()
                        .path("attachments")
                        .valueStream()
                        .map(file -> file.path("name").asString()))
                .containsExactly("screen.png", "contract.pdf");
        long seq = heard.seq();
        for (String page : List.of("/messages", "/events", "/timeline", "/transcript?format=text")) {
            assertThat(as(lena.user())
                            .get("/conversations/" + id + page)
                            .expect(200)
                            .body())
                    .as(page)
                    .contains("contract.pdf");
        }
        Answer file = as(lena.user()).get("/attachments/" + document).expect(200);
        assertThat(file.body()).contains("Ambrosia");
        assertThat(file.headers().map())
                .containsEntry("content-type", List.of("application/pdf"))
                .containsEntry("cache-control", List.of("no-cache, private"))
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("content-security-policy", List.of("default-src 'none'; sandbox"));
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment;")
                .contains("contract.pdf");
        assertThat(as(lena.user())
                        .get("/attachments/" + picture)
                        .expect(200)
                        .headers()
                        .firstValue("Content-Disposition")
                        .orElseThrow())
                .startsWith("inline;");
        String etag = file.headers().firstValue("ETag").orElseThrow();
        as(lena.user())
                .with("If-None-Match", etag)
                .get("/attachments/" + document)
                .expect(304);
        assertThat(as(lena.user())
                        .with("Range", "bytes=0-3")
                        .get("/attachments/" + document)
                        .expect(206)
                        .body())
                .isEqualTo("%PDF");
        as(lena.user())
                .with("Range", "bytes=0-0,2-2,4-4,6-6,8-8")
                .get("/attachments/" + document)
                .expect(206);
        as(lena.user())
                .with("Range", "bytes=0-0,2-2,4-4,6-6,8-8,10-10")
                .get("/attachments/" + document)
                .expectProblem(400, "bad_request");
        as(dave).with("If-None-Match", etag).get("/attachments/" + document).expectProblem(404, "not_found");
        chat.asNobody().get("/attachments/" + document).expect(401);
        as(dave).post("/attachments/" + document + "/links", null).expectProblem(404, "not_found");
        String link = linkOf(lena.user(), document);
        assertThat(chat.get(link).expect(200).body()).contains("Ambrosia");
        assertThat(chat.get(link + "x").status()).isEqualTo(404);
        String expired = linkOf(lena.user(), document);
        chat.database()
                .update(
                        "update attachment_link set expires_at = now() where token_hash = ?",
                        DigestUtils.sha256Hex(expired.substring(expired.lastIndexOf('/') + 1)));
        assertThat(chat.get(expired).status()).isEqualTo(404);

        // A file has one message, and does not come back with another.
        carol.isRefused(
                "/app/message",
                Map.of("receiverId", lena.userId(), "content", "again", "attachmentIds", List.of(document)),
                "not_found");
        as(carol.user()).delete("/attachments/" + document).expectProblem(403, "forbidden");
        Path bytes = bytesOf(document);
        assertThat(bytes).exists();

        carol.says("/app/delete_message", Map.of("conversationId", id, "seq", seq));

        lena.awaits("message_deleted");
        as(lena.user())
                .with("If-None-Match", etag)
                .get("/attachments/" + document)
                .expectProblem(404, "not_found");
        assertThat(chat.get(link).status()).isEqualTo(404);
        for (String page : List.of("/messages", "/events", "/timeline", "/transcript?format=json")) {
            assertThat(as(lena.user())
                            .get("/conversations/" + id + page)
                            .expect(200)
                            .body())
                    .as(page)
                    .doesNotContain("contract.pdf");
        }
        await("the bytes are gone").until(() -> !Files.exists(bytes));
    }

    @Test
    void aPictureHasSmallCopiesAfterAMomentAndWhoeverHeardItsMessageIsTold() throws Exception {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        String id = directConversation(carol.user(), lena.user());
        Answer photo = upload(carol.user(), id, "photo.jpg", jpeg(2000, 1500)).expect(201);
        String file = photo.text("attachmentId");

        carol.says("/app/message", Map.of("receiverId", lena.userId(), "content", "", "attachmentIds", List.of(file)));

        Event message = lena.awaits("message");
        JsonNode attachment = message.json().path("attachments").path(0);
        if (attachment.path("status").asString().equals("processing")) {
            Event changed = lena.awaits("attachment_changed");
            assertThat(changed.text("status")).isEqualTo("ready");
            assertThat(changed.number("targetSeq")).isEqualTo(message.seq());
            assertThat(List.of(changed.number("width"), changed.number("height")))
                    .containsExactly(2000L, 1500L);
        }
        await("the thumbnails")
                .until(() -> as(lena.user())
                        .get("/conversations/" + id + "/messages")
                        .body()
                        .contains("\"status\":\"ready\""));
        assertThat(sizeOf(lena.user(), "/attachments/" + file + "/thumbnail")).containsExactly(480, 360);
        assertThat(sizeOf(lena.user(), "/attachments/" + file + "/thumbnail?size=large"))
                .containsExactly(1600, 1200);
        as(lena.user()).get("/attachments/" + file + "/thumbnail?size=huge").expectProblem(400, "bad_request");
        as(cast.dave()).get("/attachments/" + file + "/thumbnail").expectProblem(404, "not_found");
        List<Path> copies =
                List.of(bytesOf(file, "storage_key"), bytesOf(file, "small_key"), bytesOf(file, "large_key"));
        assertThat(copies).allMatch(Files::exists);

        carol.says("/app/delete_message", Map.of("conversationId", id, "seq", message.seq()));

        as(lena.user()).get("/attachments/" + file + "/thumbnail").expectProblem(404, "not_found");
        await("the bytes are gone").until(() -> copies.stream().noneMatch(Files::exists));
    }

    private static byte[] jpeg(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpg", out);
        return out.toByteArray();
    }

    private List<Integer> sizeOf(User reader, String path) throws Exception {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(as(reader).bytes(path)));
        return List.of(picture.getWidth(), picture.getHeight());
    }

    @Test
    void aFileOfANoteIsForStaffWhoAreInTheRoomNow() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        User carol = cast.carol();
        String room = ticketRoom(lena, ravi, carol);
        Session reader = connect(ravi).hears("/topic/notes." + room);
        upload(carol, "notes-" + room, "note.txt", ascii("psst")).expectProblem(404, "not_found");
        String file = uploaded(lena, "notes-" + room, "note.txt", ascii("psst"));
        Session writer = connect(lena);
        writer.isRefused(
                "/app/room_message",
                Map.of("roomId", room, "content", "for all", "attachmentIds", List.of(file)),
                "not_found");
        writer.says(
                "/app/room_message",
                Map.of("roomId", room, "content", "", "note", true, "attachmentIds", List.of(file)));
        reader.awaits("room_message");

        String etag = as(ravi).get("/attachments/" + file)
                .expect(200)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        as(carol).get("/attachments/" + file).expectProblem(404, "not_found");
        as(lena).delete("/rooms/" + room + "/members/" + ravi.userId()).expect(204);
        as(ravi).with("If-None-Match", etag).get("/attachments/" + file).expectProblem(404, "not_found");
        upload(ravi, "notes-" + room, "more.txt", ascii("more")).expectProblem(404, "not_found");
    }

    @Test
    void whatIsNotWhatItSaysOrMayNotBeIsRefusedAndNotStored() {
        User lena = cast.lena();
        String room = teamRoom(lena);
        byte[] svg = ascii("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>");
        byte[] html = ascii("<!DOCTYPE html><html><script>alert(1)</script></html>");
        upload(lena, room, "picture.png", svg).expectProblem(415, "unsupported_type");
        upload(lena, room, "picture.jpg", html).expectProblem(415, "unsupported_type");
        upload(lena, room, "picture.gif", PNG).expectProblem(415, "unsupported_type");
        upload(lena, room, "picture.png", ascii("no picture")).expectProblem(415, "unsupported_type");
        upload(lena, room, "setup.pdf.EXE", ascii("MZ")).expectProblem(415, "unsupported_type");
        upload(lena, room, "script.hta. .", ascii("<script>")).expectProblem(415, "unsupported_type");
        upload(lena, room, "setup.pdf", HexFormat.of().parseHex("4d5a9000030000000400"))
                .expectProblem(415, "unsupported_type");
        upload(lena, room, "many.gif", gifOfFrames(10_000)).expectProblem(415, "unsupported_type");
        upload(lena, room, "empty.txt", new byte[0]).expectProblem(400, "bad_request");
        upload(cast.ravi(), room, "a.txt", ascii("a")).expectProblem(403, "forbidden");
        upload(cast.carol(), room, "a.txt", ascii("a")).expectProblem(404, "not_found");
        for (String type : List.of("multipart/form-data; boundary=x", "application/x-www-form-urlencoded")) {
            as(lena).with("Content-Type", type)
                    .post("/conversations/" + room + "/attachments", ascii("--x--"))
                    .expectProblem(415, "bad_request");
        }
        chat.asNobody()
                .with("Content-Type", "text/plain")
                .post("/conversations/" + room + "/attachments", ascii("a"))
                .expect(401);
        assertThat(chat.database()
                        .queryForObject("select count(*) from attachment where conversation_id = ?", Long.class, room))
                .isZero();

        // They may be saved; they are never shown.
        Map<String, byte[]> documents = Map.of(
                "plan.svg",
                svg,
                "page.html",
                html,
                "page.xhtml",
                ascii("<html xmlns=\"http://www.w3.org/1999/xhtml\"><script>alert(1)</script></html>"),
                "data.xml",
                ascii("<?xml version=\"1.0\"?><a xmlns=\"http://www.w3.org/1999/xhtml\"><script/></a>"));
        documents.forEach((name, content) -> assertThat(
                        as(lena).get("/attachments/" + uploaded(lena, room, name, content))
                                .expect(200)
                                .headers()
                                .map())
                .as(name)
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("content-security-policy", List.of("default-src 'none'; sandbox"))
                .hasEntrySatisfying(
                        "content-disposition",
                        values -> assertThat(values.get(0)).startsWith("attachment;")));
        assertThat(upload(lena, room, "data.csv", ascii("a,b\n1,2\n"))
                        .expect(201)
                        .text("contentType"))
                .isEqualTo("text/csv");
        assertThat(upload(lena, room, "../../etc/\u202Epass\u0007wd", ascii("x"))
                        .expect(201)
                        .text("name"))
                .isEqualTo("pass wd");
        assertThat(upload(lena, room, "x".repeat(300) + ".pdf", PDF).expect(201).text("name"))
                .hasSize(150)
                .endsWith("x.pdf");
    }

    /** Each has 10,000 pixels, and one block of codes. */
    private static byte[] gifOfFrames(int count) {
        byte[] frame = HexFormat.of().parseHex("2c00000000640064000002024c0100");
        ByteArrayOutputStream gif = new ByteArrayOutputStream();
        gif.writeBytes(ascii("GIF89a"));
        gif.writeBytes(HexFormat.of().parseHex("64006400800000ffffff000000"));
        for (int i = 0; i < count; i++) {
            gif.writeBytes(frame);
        }
        gif.write(0x3B);
        return gif.toByteArray();
    }

    @Test
    void aFileOfTwoKindsIsWhatItsBeginningIsAndNothingInItRuns() throws Exception {
        User lena = cast.lena();
        String room = teamRoom(lena);
        ByteArrayOutputStream gif = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY), "gif", gif);
        String script = "*/=1;alert('Ambrosia')//<script>alert('Ambrosia')</script>";
        byte[] zip = HexFormat.of().parseHex("504b0506" + "00".repeat(18));

        Answer picture = upload(lena, room, "dot.gif", joined(gif.toByteArray(), ascii(script)))
                .expect(201);
        assertThat(picture.text("contentType")).isEqualTo("image/gif");
        String id = picture.text("attachmentId");
        assertThat(new String(as(lena).bytes("/attachments/" + id), StandardCharsets.ISO_8859_1))
                .as("a picture is copied, and what is none of it stays behind")
                .startsWith("GIF89a")
                .doesNotContain("Ambrosia");

        for (byte[] rest : List.of(ascii("<html>" + script), zip)) {
            Answer document =
                    upload(lena, room, "letter.pdf", joined(PDF, rest)).expect(201);
            assertThat(document.text("contentType")).isEqualTo("application/pdf");
            assertThat(as(lena).get("/attachments/" + document.text("attachmentId"))
                            .expect(200)
                            .headers()
                            .map())
                    .containsEntry("content-type", List.of("application/pdf"))
                    .containsEntry("x-content-type-options", List.of("nosniff"))
                    .containsEntry("content-security-policy", List.of("default-src 'none'; sandbox"))
                    .hasEntrySatisfying(
                            "content-disposition",
                            values -> assertThat(values.get(0)).startsWith("attachment;"));
            upload(lena, room, "letter.html", joined(PDF, rest)).expectProblem(415, "unsupported_type");
        }
        // A picture only by its first bytes, which are a comment of a script as well.
        upload(lena, room, "dot.gif", ascii("GIF89a/*" + script)).expectProblem(415, "unsupported_type");
        upload(lena, room, "dot.js", gif.toByteArray()).expectProblem(415, "unsupported_type");
        upload(lena, room, "letter.pdf", joined(ascii("<html>"), PDF)).expectProblem(415, "unsupported_type");
        upload(lena, room, "letter.pdf", joined(zip, PDF)).expectProblem(415, "unsupported_type");
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @Test
    void whatIsTooLargeOrDoesNotArriveLeavesNothing() throws Exception {
        User lena = cast.lena();
        String room = teamRoom(lena);
        List<Path> before = storedBytes();
        int most = 25 << 20;
        String head = uploadOf(lena, room);

        try (RawHttp announced = RawHttp.open(chat)) {
            String answer = announced
                    .sends(head + "Connection: close\nContent-Length: " + (most + 1) + "\n\n")
                    .readsToTheEnd();
            assertThat(answer).startsWith("HTTP/1.1 413").contains("\"code\":\"too_large\"");
        }
        try (RawHttp unannounced = RawHttp.open(chat)) {
            byte[] part =
                    joined(ascii(Integer.toHexString(1 << 20) + "\r\n"), joined(new byte[1 << 20], ascii("\r\n")));
            unannounced.sends(head + "Connection: close\nTransfer-Encoding: chunked\n\n");
            for (int i = 0; i < 25; i++) {
                unannounced.sends(part);
            }
            unannounced.sends("1\nx\n0\n\n");
            assertThat(unannounced.readsStatus()).startsWith("HTTP/1.1 413");
        }
        try (RawHttp cut = RawHttp.open(chat)) {
            cut.sends(head + "Content-Length: " + most + "\n\n").sends(new byte[1 << 20]);
            await("it has begun").until(() -> reserved(lena) == most);
        }

        await("nothing is reserved any more").until(() -> reserved(lena) == 0);
        assertThat(chat.database()
                        .queryForObject("select count(*) from attachment where conversation_id = ?", Long.class, room))
                .isZero();
        await("no bytes are left").ignoreExceptions().until(() -> before.containsAll(storedBytes()));
    }

    /**
     * Past the limits, the scanner, the copy without metadata, and the storage. What is allocated
     * in all bounds what is held at a time.
     */
    @Test
    void aLargeFileComesAndGoesWithLittleMemory() throws Exception {
        User lena = cast.lena();
        String room = teamRoom(lena);
        as(lena).bytes("/attachments/" + uploaded(lena, room, "first.png", PNG));
        int size = 24 << 20;
        byte[] large = ByteBuffer.allocate(PNG.length + size)
                .put(PNG, 0, 33)
                .putInt(size - 12)
                .put(ascii("IDAT"))
                .position(33 + size)
                .put(PNG, 33, PNG.length - 33)
                .array();

        long before = allocatedByWorkers();
        String file = uploaded(lena, room, "large.png", large);
        long uploading = allocatedByWorkers() - before;
        int read = as(lena).bytes("/attachments/" + file).length;
        long both = allocatedByWorkers() - before;

        assertThat(read).isEqualTo(large.length);
        assertThat(uploading).isLessThan(3 << 20);
        assertThat(both - uploading).isLessThan(1 << 20);
    }

    /** Of all requests, since no other test runs meanwhile. */
    private static long allocatedByWorkers() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("http-worker-"))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getId()))
                .sum();
    }

    private long reserved(User user) {
        return chat
                .database()
                .queryForList("select octets from attachment_quota where user_id = ?", Long.class, user.userId())
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private List<Path> storedBytes() throws IOException {
        String storage = chat.setting("chat.attachment.storage");
        Path folder = storage.startsWith("file:")
                ? Path.of(storage.substring("file:".length()))
                : Servers.bytesInBucket("any").getParent();
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void aFileIsPostedByWhoeverUploadedItAndByNobodyElse() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        String room = teamRoom(lena, ravi);
        String path = "/conversations/" + room + "/messages";
        String file = uploaded(ravi, room, "plan.txt", ascii("Ambrosia"));

        for (String content : List.of("", "mine")) {
            assertThat(as(lena).post(path, Map.of("content", content, "attachmentIds", List.of(file)))
                            .expectProblem(404, "not_found")
                            .body())
                    .as("nothing is told of the file")
                    .doesNotContain("plan.txt");
        }
        as(lena).get("/attachments/" + file).expectProblem(404, "not_found");
        assertThat(as(ravi).get(path).expect(200).list("messages")).isEmpty();

        as(ravi).post(path, Map.of("content", "", "attachmentIds", List.of(file)))
                .expect(201);
        as(lena).get("/attachments/" + file).expect(200);
    }

    @Test
    void aMessageHasTenFilesAtMost() {
        Session lena = connect(cast.lena());
        String room = teamRoom(lena.user());
        String path = "/conversations/" + room + "/messages";
        List<String> eleven = IntStream.range(0, 11)
                .mapToObj(number -> uploaded(lena.user(), room, number + ".txt", ascii("Ambrosia")))
                .toList();

        as(lena.user())
                .post(path, Map.of("content", "", "attachmentIds", eleven))
                .expectProblem(400, "bad_request");
        lena.isRefused(
                "/app/room_message", Map.of("roomId", room, "content", "", "attachmentIds", eleven), "bad_request");
        lena.isRefused(
                "/app/message",
                Map.of("receiverId", cast.ravi().userId(), "content", "", "attachmentIds", eleven),
                "bad_request");

        assertThat(as(lena.user()).get(path).expect(200).list("messages")).isEmpty();
        as(lena.user())
                .post(path, Map.of("content", "", "attachmentIds", eleven.subList(0, 10)))
                .expect(201);
    }

    @Test
    void aLinkEndsWithTheRightsOfWhoeverHasMadeIt() {
        User lena = cast.lena();
        User removed = cast.ravi();
        User disabled = cast.mona();
        User demoted = cast.ravi();
        String room = teamRoom(lena, removed, disabled, demoted);
        String file = uploaded(lena, room, "plan.txt", ascii("Ambrosia"));
        as(lena).post("/conversations/" + room + "/messages", Map.of("content", "", "attachmentIds", List.of(file)))
                .expect(201);
        String kept = linkOf(lena, file);
        List<String> ended = Stream.of(removed, disabled, demoted)
                .map(user -> linkOf(user, file))
                .toList();
        ended.forEach(link -> assertThat(chat.get(link).expect(200).body()).isEqualTo("Ambrosia"));

        as(lena).delete("/rooms/" + room + "/members/" + removed.userId()).expect(204);
        User ada = cast.ada();
        as(ada).patch("/users/" + disabled.userId(), Map.of("enabled", false)).expect(200);
        as(ada).patch("/users/" + demoted.userId(), Map.of("userRole", "client"))
                .expect(200);

        ended.forEach(link -> chat.get(link).expectProblem(404, "not_found"));
        assertThat(chat.get(kept).expect(200).body()).isEqualTo("Ambrosia");
    }

    private String linkOf(User user, String attachmentId) {
        return as(user).post("/attachments/" + attachmentId + "/links", null)
                .expect(201)
                .text("url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"photo.heic", "photo.avif"})
    void aPhotoOfAPhoneIsTakenWithoutThePlaceWhereItWasTaken(String name) throws Exception {
        User lena = cast.lena();
        String room = teamRoom(lena);
        byte[] photo = getClass().getResourceAsStream("/attachment/" + name).readAllBytes();
        assertThat(new String(photo, StandardCharsets.ISO_8859_1)).contains("GPS 52.5200 N");

        Answer answer = upload(lena, room, name, photo).expect(201);

        assertThat(answer.text("contentType")).isEqualTo(name.replace("photo.", "image/"));
        assertThat(answer.text("status")).isEqualTo("ready");
        assertThat(List.of(answer.number("width"), answer.number("height"))).containsExactly(32L, 24L);
        byte[] stored = as(lena).bytes("/attachments/" + answer.text("attachmentId"));
        assertThat(stored).hasSameSizeAs(photo);
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("GPS");
        for (int end : List.of(50, photo.length - 20)) {
            upload(lena, room, name, Arrays.copyOf(photo, end)).expectProblem(415, "unsupported_type");
        }
        upload(lena, room, name, withSide(photo, 60_000)).expectProblem(415, "unsupported_type");
    }

    /** @return the picture, which says that all of it is that high and wide */
    private static byte[] withSide(byte[] photo, int side) {
        String octets = new String(photo, StandardCharsets.ISO_8859_1);
        ByteBuffer changed = ByteBuffer.wrap(photo.clone());
        for (int at = octets.indexOf("ispe"); at >= 0; at = octets.indexOf("ispe", at + 1)) {
            changed.putInt(at + 8, side).putInt(at + 12, side);
        }
        return changed.array();
    }

    @Test
    void anInfectedFileIsRefusedAndNotStored() {
        User lena = cast.lena();
        String room = teamRoom(lena);
        byte[] virus = ascii("a letter with " + Clamd.VIRUS);
        if (mode.hasRabbit()) {
            Answer refused = upload(lena, room, "letter.txt", virus).expectProblem(422, "infected");
            assertThat(refused.body()).doesNotContain("SealKloud.Test");
            assertThat(chat.database()
                            .queryForObject(
                                    "select count(*) from attachment where conversation_id = ?", Long.class, room))
                    .isZero();
            assertThat(chat.database()
                            .queryForObject(
                                    "select octets from attachment_quota where user_id = ?", Long.class, lena.userId()))
                    .as("what it counts, so that nobody keeps the scanner busy")
                    .isEqualTo(32 << 10);
        } else {
            uploaded(lena, room, "letter.txt", virus);
        }
    }

    /** Its sender tries again, and must not have used up a day's quota by then. */
    @Test
    void whatCannotBeScannedOrStoredNowIsRefusedForNowAndCostsNothing() {
        if (!mode.hasRabbit()) {
            return;
        }
        User lena = cast.lena();
        String room = teamRoom(lena);

        Servers.scanner().kill();
        try {
            isRefusedForNow(lena, room);
        } finally {
            Servers.scanner().start();
        }
        Servers.bucket().kill();
        Servers.bucket().start(1 << 10);
        try {
            isRefusedForNow(lena, room);
        } finally {
            Servers.bucket().kill();
            Servers.bucket().start();
        }

        uploaded(lena, room, "large.bin", new byte[LARGE]);
        assertThat(reserved(lena)).isEqualTo(LARGE);
    }

    private void isRefusedForNow(User user, String room) {
        upload(user, room, "large.bin", new byte[LARGE]).expectProblem(503, "unavailable");
        assertThat(chat.database()
                        .queryForObject("select count(*) from attachment where conversation_id = ?", Long.class, room))
                .isZero();
        assertThat(reserved(user)).isZero();
    }

    @Test
    void aPictureThatIsRefusedAfterItCameCounts() {
        User lena = cast.lena();
        byte[] cut = HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452");

        upload(lena, teamRoom(lena), "cut.png", cut).expectProblem(415, "unsupported_type");

        assertThat(chat.database()
                        .queryForObject(
                                "select octets from attachment_quota where user_id = ?", Long.class, lena.userId()))
                .isEqualTo(32 << 10);
    }

    @Test
    void oneUserHasThreeUploadsAtATime() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        String room = teamRoom(lena, ravi);
        List<RawHttp> uploads = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                uploads.add(RawHttp.open(chat).sends(uploadOf(lena, room) + "Content-Length: " + LARGE + "\n\nbegun"));
            }
            await("they have begun").until(() -> reserved(lena) == 3L * LARGE);

            Answer refused = upload(lena, room, "fourth.txt", ascii("fourth")).expectProblem(429, "rate_limited");

            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            uploaded(ravi, room, "another.txt", ascii("of somebody else"));
        } finally {
            uploads.forEach(RawHttp::close);
        }
        await("nothing is reserved any more").until(() -> reserved(lena) == 0);
        await("a place")
                .until(() -> upload(lena, room, "fourth.txt", ascii("fourth")).status() == 201);
    }

    private static String uploadOf(User user, String room) {
        return "POST /api/v1/conversations/" + room + "/attachments HTTP/1.1\nHost: x\nAuthorization: Bearer "
                + user.token() + "\nContent-Disposition: attachment; filename=large.bin\n";
    }

    @Test
    void aDaysQuotaIsNotPassedByUploadsAtOnce() throws Exception {
        User lena = cast.lena();
        String room = teamRoom(lena);
        uploaded(lena, room, "first.txt", ascii("first"));
        chat.database()
                .update(
                        "update attachment_quota set octets = ? where user_id = ?",
                        (500L << 20) - (40 << 10),
                        lena.userId());
        byte[] twenty = ascii("t".repeat(20));

        List<Future<Answer>> uploads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            uploads.add(THREADS.submit(() -> upload(lena, room, "twenty.txt", twenty)));
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Answer> each : uploads) {
            statuses.add(each.get().status());
        }

        assertThat(statuses).containsExactlyInAnyOrder(201, 413, 413);
        upload(lena, room, "twenty.txt", twenty).expectProblem(413, "quota_exceeded");
    }

    @Test
    void administratorsTakeAFileAwayAndItsMessageSaysSo() {
        User lena = cast.lena();
        User ada = cast.ada();
        String room = teamRoom(lena);
        Session hearing = connect(lena).hearsRoom(room);
        String file = uploaded(lena, room, "salaries.txt", ascii("Ambrosia"));
        String path = "/conversations/" + room;
        Answer posted = as(lena).post(path + "/messages", Map.of("content", "see", "attachmentIds", List.of(file)))
                .expect(201);
        as(lena).get(path + "/events").expect(200);
        as(ada).get("/attachments/" + file).expectProblem(404, "not_found");

        as(ada).delete("/attachments/" + file).expect(204);

        Event changed = hearing.awaits("attachment_changed");
        assertThat(changed.text("attachmentId")).isEqualTo(file);
        assertThat(changed.text("status")).isEqualTo("removed");
        assertThat(changed.json().has("width")).isFalse();
        assertThat(changed.number("targetSeq")).isEqualTo(posted.number("seq"));
        for (String page : List.of("/messages", "/events", "/timeline")) {
            assertThat(as(lena).get(path + page).expect(200).body())
                    .as(page)
                    .contains("\"status\":\"removed\"")
                    .doesNotContain("\"status\":\"ready\"");
        }
        as(lena).get("/attachments/" + file).expectProblem(404, "not_found");
        assertThat(as(ada).get("/audit?action=attachment.deleted&target=conversation:" + room)
                        .expect(200)
                        .body())
                .as("nothing that was said stays in the audit log")
                .contains(file)
                .doesNotContain("salaries");
    }

    @Test
    void aFileWithoutAMessageGoesAfterAWhile() {
        User lena = cast.lena();
        String room = teamRoom(lena);
        String expired = uploaded(lena, room, "a.txt", ascii("a"));
        String removed = uploaded(lena, room, "b.txt", ascii("b"));
        as(cast.ravi()).delete("/attachments/" + removed).expectProblem(404, "not_found");
        Path bytes = bytesOf(expired);

        as(lena).delete("/attachments/" + removed).expect(204);
        chat.database().update("update attachment set expires_at = created_at where attachment_id = ?", expired);

        as(lena).get("/attachments/" + removed).expectProblem(404, "not_found");
        await("the file is gone")
                .until(() -> as(lena).get("/attachments/" + expired).status() == 404);
        await("the bytes are gone").until(() -> !Files.exists(bytes));
        as(lena).post("/conversations/" + room + "/messages", Map.of("content", "", "attachmentIds", List.of(expired)))
                .expectProblem(404, "not_found");
        JsonNode messages =
                as(lena).get("/conversations/" + room + "/messages").json().path("messages");
        assertThat(messages).isEmpty();
    }
}
