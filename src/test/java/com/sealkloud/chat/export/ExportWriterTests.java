package com.sealkloud.chat.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Traces;
import com.sealkloud.chat.testing.User;
import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How a long export goes on, and what becomes of it if somebody is erased meanwhile. */
@ExtendWith(Servers.class)
class ExportWriterTests {
    private static Chat chat;

    @BeforeAll
    static void useServer() {
        chat = Servers.chat(Mode.EMBEDDED_H2);
    }

    @Test
    void aLongConversationDoesNotOutlastTheClaim() throws IOException {
        User carol = chat.cast().carol();
        String talk = talk(carol, chat.cast().lena());
        file(carol, talk);
        AtomicInteger renewed = new AtomicInteger();
        List<String> contained = new ArrayList<>();

        chat.bean(ExportWriter.class)
                .write(
                        chat.bean(AccountRepository.class)
                                .findById(carol.userId())
                                .orElseThrow(),
                        OutputStream.nullOutputStream(),
                        contained::addAll,
                        renewed::incrementAndGet);

        // Before the conversation, behind its page in each of two formats, behind the file and
        // behind the page that it is in.
        assertThat(renewed).hasValue(5);
        assertThat(contained).containsExactly(talk);
    }

    @Test
    void whoIsErasedWhileTheirExportIsWrittenLeavesNone() throws IOException {
        User carol = chat.cast().carol();
        String talk = talk(carol, chat.cast().lena());
        Path held = heldFile(carol, talk);
        String export = begin(carol);
        OutputStream writing = awaitReader(held);
        assertThat(filesOf(export)).as("a part of it").isNotEmpty();

        erase(carol);
        writing.close();

        await("nothing is left").until(() -> filesOf(export).isEmpty());
        assertThat(rowsOf(export)).isZero();
        chat.as(chat.cast().ada())
                .get("/users/" + carol.userId() + "/exports/" + export)
                .expectProblem(404, "not_found");
    }

    @Test
    void whatIsErasedIsInNoExportOfOthersThatIsWrittenMeanwhileOrWasBefore() throws Exception {
        User carol = chat.cast().carol();
        User lena = chat.cast().lena();
        User ravi = chat.cast().ravi();
        String canary = "kestrel" + UUID.randomUUID();
        String talk = talk(carol, lena);
        say(carol, talk, canary + " asks");
        say(lena, talk, "an answer");
        String talkWithRavi = talk(carol, ravi);
        say(carol, talkWithRavi, canary + " asks ravi");
        String before = begin(ravi);
        awaitReady(ravi, before);
        assertThat(contentOf(ravi, before)).contains(canary);
        // After an erasure it is made as if it had never been begun.
        chat.database().update("update person_export set begun = 3 where export_id = ?", before);
        Path held = heldFile(carol, talk);
        String meanwhile = begin(lena);
        OutputStream writing = awaitReader(held);

        erase(carol);
        writing.close();

        awaitReady(lena, meanwhile);
        awaitReady(ravi, before);
        assertThat(contentOf(lena, meanwhile)).contains("an answer").doesNotContain(canary);
        assertThat(contentOf(ravi, before)).doesNotContain(canary);
        assertThat(filesOf(meanwhile)).hasSize(1);
        assertThat(new Traces(chat).of(canary)).isEmpty();
    }

    @Test
    void afterARestoreFilesAndRowsAreThereTogetherOrNotAtAll() throws IOException {
        User ada = chat.cast().ada();
        User carol = chat.cast().carol();
        User dave = chat.cast().dave();
        String newer = begin(carol);
        String older = begin(dave);
        awaitReady(carol, newer);
        awaitReady(dave, older);
        // The backup is older than one, and the file of the other one has expired since.
        chat.database().update("delete from person_export where export_id = ?", newer);
        Files.delete(filesOf(older).get(0));
        String path = "/users/" + dave.userId() + "/exports/" + older;
        chat.as(dave).get(path + "/file").expectProblem(404, "not_found");

        chat.as(ada).post("/epoch", null).expect(200);

        await("a file that nobody knows").until(() -> filesOf(newer).isEmpty());
        await("a row without a file").until(() -> rowsOf(older) == 0);
        chat.as(dave).get(path).expectProblem(404, "not_found");
    }

    @Test
    void whatSomebodyWroteInARoomThatTheyHaveLeftIsTheirsToo() throws Exception {
        User lena = chat.cast().lena();
        User ravi = chat.cast().ravi();
        String room = chat.as(lena)
                .post("/rooms", Map.of("name", "a team", "kind", "team", "memberIds", List.of(ravi.userId())))
                .expect(201)
                .text("roomId");
        say(ravi, room, "what ravi has said");
        say(lena, room, "what lena has said");
        chat.as(lena).delete("/rooms/" + room + "/members/" + ravi.userId()).expect(204);

        String export = begin(ravi);
        awaitReady(ravi, export);

        assertThat(contentOf(ravi, export))
                .contains("left/" + room + ".json", "what ravi has said")
                .doesNotContain("a team", "what lena has said");
    }

    @Test
    void aCopyIsMadeAgainWithWhatItsPersonMayStillRead() throws Exception {
        User lena = chat.cast().lena();
        User ravi = chat.cast().ravi();
        String room = chat.as(lena)
                .post("/rooms", Map.of("name", "a team", "kind", "team", "memberIds", List.of(ravi.userId())))
                .expect(201)
                .text("roomId");
        say(lena, room, "what lena has said");
        String export = begin(ravi);
        awaitReady(ravi, export);
        assertThat(contentOf(ravi, export)).contains("what lena has said", "employee");

        chat.as(lena).delete("/rooms/" + room + "/members/" + ravi.userId()).expect(204);

        awaitReady(ravi, export);
        assertThat(contentOf(ravi, export)).doesNotContain("what lena has said");

        chat.as(chat.cast().ada())
                .patch("/users/" + ravi.userId(), Map.of("userRole", "client"))
                .expect(200);

        User client = chat.cast().withId(ravi.userId(), "ravi", "client");
        awaitReady(client, export);
        assertThat(contentOf(client, export)).contains("client").doesNotContain("employee");
    }

    @Test
    void filesThatAreCompressedAlreadyAreCopiedAndOthersAreDeflated() throws Exception {
        User carol = chat.cast().carol();
        String talk = talk(carol, chat.cast().lena());
        byte[] pages = ("%PDF-1.7\n" + "the same again\n".repeat(1000)).getBytes(StandardCharsets.UTF_8);
        byte[] words = "the same again\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
        String copied = file(carol, talk, "plan.pdf", pages);
        String deflated = file(carol, talk, "plan.txt", words);
        String export = begin(carol);
        awaitReady(carol, export);

        Map<String, Long> sizes = new HashMap<>();
        byte[] octets = chat.as(carol).bytes("/users/" + carol.userId() + "/exports/" + export + "/file");
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(octets))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readAllBytes();
                sizes.put(entry.getName(), entry.getCompressedSize());
                if (entry.getName().endsWith(".pdf")) {
                    assertThat(content).isEqualTo(pages);
                }
            }
        }

        String files = "conversations/" + talk + "/files/";
        assertThat(sizes.get(files + copied + "-plan.pdf")).isBetween((long) pages.length, pages.length + 100L);
        assertThat(sizes.get(files + deflated + "-plan.txt")).isLessThan(1000);
        assertThat(sizes.get("account.json")).isPositive();
    }

    @Test
    void oneThatHasEndedItsNodeEachTimeIsLeftAlone() {
        User carol = chat.cast().carol();
        String export = begin(carol);
        awaitReady(carol, export);
        chat.database()
                .update(
                        "update person_export set state = 'RUNNING', begun = 3, due_at = created_at where export_id = ?",
                        export);
        User dave = chat.cast().dave();
        awaitReady(dave, begin(dave));

        await("it is given up")
                .until(() -> chat.as(carol)
                        .get("/users/" + carol.userId() + "/exports/" + export)
                        .text("status")
                        .equals("failed"));
    }

    private static String talk(User user, User other) {
        return chat.as(user)
                .post("/conversations", Map.of("userId", other.userId()))
                .expect(200)
                .text("conversationId");
    }

    private static void say(User author, String conversation, String content) {
        chat.as(author)
                .post("/conversations/" + conversation + "/messages", Map.of("content", content))
                .expect(201);
    }

    private static String begin(User person) {
        return chat.as(person)
                .post("/users/" + person.userId() + "/exports", null)
                .expect(202)
                .text("exportId");
    }

    private static void awaitReady(User person, String export) {
        await("the export")
                .until(() -> chat.as(person)
                        .get("/users/" + person.userId() + "/exports/" + export)
                        .expect(200)
                        .text("status")
                        .equals("ready"));
    }

    private static void erase(User person) {
        User ada = chat.cast().ada();
        String erasure = chat.as(ada)
                .post("/users/" + person.userId() + "/erasure", Map.of("reason", "asked for"))
                .expect(202)
                .text("erasureId");
        await("the erasure")
                .until(() ->
                        chat.as(ada).get("/erasures/" + erasure).text("status").equals("done"));
    }

    /** Sends a file that nobody reads to its end before the test has written it. */
    private static Path heldFile(User author, String conversation) throws IOException {
        String file = file(author, conversation);
        String key = chat.database()
                .queryForObject("select storage_key from attachment where attachment_id = ?", String.class, file);
        Path stored = Path.of(chat.setting("chat.attachment.storage").substring("file:".length()))
                .resolve(key.substring(0, 2))
                .resolve(key);
        Files.delete(stored);
        new ProcessBuilder("mkfifo", stored.toString()).start().onExit().join();
        return stored;
    }

    private static String file(User author, String conversation) {
        return file(author, conversation, "plan.txt", "the plan".getBytes(StandardCharsets.UTF_8));
    }

    private static String file(User author, String conversation, String name, byte[] content) {
        String file = chat.as(author)
                .with("Content-Type", "application/octet-stream")
                .with("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .post("/conversations/" + conversation + "/attachments", content)
                .expect(201)
                .text("attachmentId");
        chat.as(author)
                .post(
                        "/conversations/" + conversation + "/messages",
                        Map.of("content", "", "attachmentIds", List.of(file)))
                .expect(201);
        return file;
    }

    /** @return which has to be closed for the reader to go on */
    private static OutputStream awaitReader(Path held) {
        CompletableFuture<OutputStream> writing = CompletableFuture.supplyAsync(() -> {
            try {
                return new FileOutputStream(held.toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        await("the export has come to the file").until(writing::isDone);
        return writing.join();
    }

    private static List<Path> filesOf(String export) {
        try (Stream<Path> files =
                Files.list(Path.of(chat.setting("chat.export.storage").substring("file:".length())))) {
            return files.filter(file -> file.getFileName().toString().startsWith(export))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long rowsOf(String export) {
        return chat.database()
                .queryForObject("select count(*) from person_export where export_id = ?", Long.class, export);
    }

    /** @return the names and the content of all entries */
    private static String contentOf(User person, String export) throws IOException, InterruptedException {
        StringBuilder content = new StringBuilder();
        byte[] octets = chat.as(person).bytes("/users/" + person.userId() + "/exports/" + export + "/file");
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(octets))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                content.append(entry.getName()).append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return content.toString();
    }
}
