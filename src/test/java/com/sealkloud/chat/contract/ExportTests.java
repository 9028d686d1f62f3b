package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.due.DueWorker;
import com.sealkloud.chat.testing.User;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Exports of people: what is in them, and who may have them. */
class ExportTests extends EitherBroker {

    @Test
    void somebodyTakesTheirConversationsAlongAndNothingElse() throws IOException, InterruptedException {
        User carol = cast.carol();
        User lena = cast.lena();
        String talk = directConversation(carol, lena);
        write(carol, talk, "what <carol> has said");
        write(lena, talk, "what lena has said");
        String file = uploaded(carol, talk, "plan.txt", "the plan".getBytes(StandardCharsets.UTF_8));
        as(carol)
                .post("/conversations/" + talk + "/messages", Map.of("content", "", "attachmentIds", List.of(file)))
                .expect(201);
        String ticket = ticketRoom(lena, carol, lena);
        write(carol, ticket, "a question");
        write(lena, "notes-" + ticket, "an inner note");
        String elsewhere = directConversation(cast.dave(), lena);

        chat.database()
                .update(
                        "insert into scim_user (user_id, user_name, name_key, external_id, given_name, family_name)"
                                + " values (?, 'Carol.D', ?, 'outside-id', 'Carol', 'Danvers')",
                        carol.userId(),
                        carol.userId());

        String export = as(carol).post(exportsOf(carol), null).expect(202).text("exportId");
        awaitReady(carol, carol, export);
        Map<String, String> content = unzipped(as(carol).bytes(exportsOf(carol) + "/" + export + "/file"));

        assertThat(content.keySet())
                .containsExactlyInAnyOrder(
                        "account.json",
                        "index.html",
                        "conversations/" + talk + "/messages.json",
                        "conversations/" + talk + "/messages.html",
                        "conversations/" + talk + "/files/" + file + "-plan.txt",
                        "conversations/" + ticket + "/messages.json",
                        "conversations/" + ticket + "/messages.html");
        assertThat(content.get("account.json"))
                .contains("\"userId\":\"" + carol.userId() + "\"")
                .contains("{\"userName\":\"Carol.D\",\"externalId\":\"outside-id\",\"givenName\":\"Carol\",")
                .contains("\"familyName\":\"Danvers\"}");
        assertThat(content.get("conversations/" + talk + "/messages.json"))
                .contains("what <carol> has said", "what lena has said");
        assertThat(content.get("conversations/" + talk + "/messages.html")).contains("what &lt;carol&gt; has said");
        assertThat(content.get("conversations/" + talk + "/files/" + file + "-plan.txt"))
                .isEqualTo("the plan");
        assertThat(content.get("conversations/" + ticket + "/messages.json")).contains("a question");
        assertThat(String.join("\n", content.values())).doesNotContain("an inner note", elsewhere);
    }

    @Test
    void notesOfStaffAreNotEvenInTheirOwn() throws IOException, InterruptedException {
        User lena = cast.lena();
        User ravi = cast.ravi();
        String present = ticketRoom(lena, cast.carol(), ravi);
        String left = ticketRoom(lena, cast.dave(), ravi);
        for (String room : List.of(present, left)) {
            write(ravi, room, "an answer in " + room);
            write(ravi, "notes-" + room, "an inner note");
        }
        as(lena).delete("/rooms/" + left + "/members/" + ravi.userId()).expect(204);

        String export = as(ravi).post(exportsOf(ravi), null).expect(202).text("exportId");
        awaitReady(ravi, ravi, export);

        Map<String, String> content = unzipped(as(ravi).bytes(exportsOf(ravi) + "/" + export + "/file"));
        assertThat(content.get("conversations/" + present + "/messages.json")).contains("an answer in " + present);
        assertThat(content.get("left/" + left + ".json")).contains("an answer in " + left);
        assertThat(String.join("\n", content.values())).doesNotContain("an inner note");
    }

    @Test
    void theFileIsKeptForSevenDays() {
        User carol = cast.carol();
        String export = as(carol).post(exportsOf(carol), null).expect(202).text("exportId");
        awaitReady(carol, carol, export);
        Instant now = Instant.now();
        assertThat(Instant.parse(as(carol).get(exportsOf(carol) + "/" + export).text("expiresAt")))
                .isBetween(now.plus(6, ChronoUnit.DAYS), now.plus(7, ChronoUnit.DAYS));
        assertThat(file(export)).exists();

        chat.database().update("update person_export set expires_at = created_at where export_id = ?", export);
        worker().wake();

        await("the file is gone").until(() -> !Files.exists(file(export)));
        await("so is the row")
                .untilAsserted(() -> assertThat(
                                as(carol).get(exportsOf(carol)).expect(200).list("items"))
                        .isEmpty());
        as(carol).get(exportsOf(carol) + "/" + export + "/file").expectProblem(404, "not_found");
    }

    @Test
    void oneThatCannotBeMadeHasFailedAndAnotherOneCanBeAskedFor() throws IOException {
        User carol = cast.carol();
        worker().stop();
        String export = as(carol).post(exportsOf(carol), null).expect(202).text("exportId");
        // Two attempts were in vain, and where the last one is to write there is something else.
        chat.database().update("update person_export set attempts = 2, begun = 2 where export_id = ?", export);
        Files.createDirectories(file(export).resolveSibling(export + ".3.part"));
        worker().start();
        worker().wake();

        await("the failure")
                .until(() -> as(carol)
                        .get(exportsOf(carol) + "/" + export)
                        .expect(200)
                        .text("status")
                        .equals("failed"));
        assertThat(as(carol).get(exportsOf(carol)).expect(200).list("items"))
                .singleElement()
                .satisfies(item -> assertThat(item.path("status").asString()).isEqualTo("failed"));
        as(carol).get(exportsOf(carol) + "/" + export + "/file").expectProblem(409, "conflict");
        String again = as(carol).post(exportsOf(carol), null).expect(202).text("exportId");
        awaitReady(carol, carol, again);
        as(carol).get(exportsOf(carol) + "/" + export).expectProblem(404, "not_found");
    }

    private DueWorker worker() {
        return chat.bean("exportWorker", DueWorker.class);
    }

    @Test
    void onlyTheyThemselvesAndAdministratorsHaveItAndEachDownloadIsAudited() throws IOException, InterruptedException {
        User carol = cast.carol();
        User ada = cast.ada();
        String export = as(ada).post(exportsOf(carol), null).expect(202).text("exportId");
        awaitReady(ada, carol, export);

        for (User each : List.of(carol, ada)) {
            assertThat(as(each).get(exportsOf(carol)).expect(200).list("items"))
                    .extracting(item -> item.path("exportId").asString())
                    .containsExactly(export);
        }
        for (User other : List.of(cast.dave(), cast.lena())) {
            as(other).post(exportsOf(carol), null).expectProblem(403, "forbidden");
            as(other).get(exportsOf(carol)).expectProblem(403, "forbidden");
            assertThat(as(other).get(exportsOf(other)).expect(200).list("items"))
                    .isEmpty();
            as(other).get(exportsOf(carol) + "/" + export).expectProblem(403, "forbidden");
            as(other).get(exportsOf(carol) + "/" + export + "/file").expectProblem(403, "forbidden");
            // The id of an export is no right of its own.
            as(other).get(exportsOf(other) + "/" + export + "/file").expectProblem(404, "not_found");
        }
        as(ada).post(exportsOf(cast.ticketService()), null).expectProblem(409, "conflict");
        as(ada).bytes(exportsOf(carol) + "/" + export + "/file");
        as(carol).bytes(exportsOf(carol) + "/" + export + "/file");

        assertThat(as(ada).get("/audit?action=export.requested&target=user:" + carol.userId())
                        .expect(200)
                        .list("items"))
                .extracting(entry -> entry.path("actor").asString())
                .containsExactly(ada.userId());
        assertThat(as(ada).get("/audit?action=export.downloaded&target=user:" + carol.userId())
                        .expect(200)
                        .list("items"))
                .extracting(entry -> entry.path("actor").asString())
                .containsExactly(carol.userId(), ada.userId());
    }

    @Test
    void whoHasACopyMakesTheNextOneAfterAnHourAndAdministratorsMakeItForThemBefore() {
        User carol = cast.carol();
        User ada = cast.ada();
        String first = as(carol).post(exportsOf(carol), null).expect(202).text("exportId");
        awaitReady(carol, carol, first);

        as(carol).post(exportsOf(carol), null).expectProblem(409, "conflict");
        String second = as(ada).post(exportsOf(carol), null).expect(202).text("exportId");
        awaitReady(ada, carol, second);
        as(carol).post(exportsOf(carol), null).expectProblem(409, "conflict");

        madeEarlier(second, Duration.ofMinutes(55));
        as(carol).post(exportsOf(carol), null).expectProblem(409, "conflict");
        madeEarlier(second, Duration.ofMinutes(5));
        String third = as(carol).post(exportsOf(carol), null).expect(202).text("exportId");
        awaitReady(carol, carol, third);
    }

    private void madeEarlier(String export, Duration time) {
        OffsetDateTime expiresAt = chat.database()
                .queryForObject(
                        "select expires_at from person_export where export_id = ?", OffsetDateTime.class, export);
        chat.database()
                .update(
                        "update person_export set expires_at = ? where export_id = ?",
                        Objects.requireNonNull(expiresAt).minus(time),
                        export);
    }

    @Test
    void theFileGoesWithANewerOneAndWithThePerson() {
        User carol = cast.carol();
        User ada = cast.ada();
        String first = as(carol).post(exportsOf(carol), null).expect(202).text("exportId");
        awaitReady(carol, carol, first);
        assertThat(file(first)).exists();

        String second = as(ada).post(exportsOf(carol), null).expect(202).text("exportId");
        assertThat(as(carol)
                        .get(exportsOf(carol))
                        .expect(200)
                        .list("items")
                        .get(0)
                        .path("exportId")
                        .asString())
                .isEqualTo(second);
        awaitReady(carol, carol, second);
        await("one file is kept").until(() -> !Files.exists(file(first)));
        as(carol).get(exportsOf(carol) + "/" + first).expectProblem(404, "not_found");
        assertThat(as(carol).get(exportsOf(carol)).expect(200).list("items"))
                .extracting(item -> item.path("exportId").asString())
                .containsExactly(second);

        as(ada).post("/users/" + carol.userId() + "/erasure", Map.of("reason", "asked for"))
                .expect(202);

        assertThat(file(second)).doesNotExist();
        as(ada).get(exportsOf(carol) + "/" + second).expectProblem(404, "not_found");
        as(ada).post(exportsOf(carol), null).expectProblem(409, "conflict");
    }

    private Path file(String export) {
        Path folder = Path.of(chat.setting("chat.export.storage").substring("file:".length()));
        Path sealed = folder.resolve(export + ".zip.sealed");
        return Files.exists(sealed) ? sealed : folder.resolve(export + ".zip");
    }

    private static String exportsOf(User person) {
        return "/users/" + person.userId() + "/exports";
    }

    private void awaitReady(User caller, User person, String export) {
        await("the export")
                .until(() -> as(caller)
                        .get(exportsOf(person) + "/" + export)
                        .expect(200)
                        .text("status")
                        .equals("ready"));
    }

    private void write(User author, String conversationId, String content) {
        as(author)
                .post("/conversations/" + conversationId + "/messages", Map.of("content", content))
                .expect(201);
    }

    private static Map<String, String> unzipped(byte[] octets) throws IOException {
        Map<String, String> content = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(octets))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                content.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return content;
    }
}
