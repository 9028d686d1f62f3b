package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Json;
import com.sealkloud.chat.testing.PushReceiver.Device;
import com.sealkloud.chat.testing.Script;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.Traces;
import com.sealkloud.chat.testing.User;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that seals what it stores of conversations. */
@ParameterizedClass
@MethodSource("com.sealkloud.chat.testing.Mode#eitherDatabase")
class EncryptionTests extends ContractTest {

    @Override
    Chat server() {
        return Servers.sealedChat(mode);
    }

    private long write(User author, String conversationId, String content) {
        return as(author)
                .post("/conversations/" + conversationId + "/messages", Map.of("content", content))
                .expect(201)
                .number("seq");
    }

    private JsonNode message(User reader, String conversationId, long seq) {
        return as(reader)
                .get("/conversations/" + conversationId + "/messages?after=" + (seq - 1) + "&limit=1")
                .expect(200)
                .list("messages")
                .get(0);
    }

    private String stored(String conversationId, long seq) {
        return chat.database()
                .queryForObject(
                        "select payload from log_entry where conversation_id = ? and seq = ?",
                        String.class,
                        conversationId,
                        seq);
    }

    private void store(String conversationId, long seq, String payload) {
        chat.database()
                .update(
                        "update log_entry set payload = ? where conversation_id = ? and seq = ?",
                        payload,
                        conversationId,
                        seq);
    }

    @Test
    void words_areNowhereToBeFound() {
        User carol = cast.carol();
        User lena = cast.lena();
        User ravi = cast.ravi();
        String canary = "kestrel" + newId().substring(0, 8);
        String room = ticketRoom(lena, carol, lena);
        String ticketId = room.substring("ticket-".length());
        long seq = write(carol, room, canary + " first");
        String path = "/conversations/" + room + "/messages/" + seq;
        as(carol)
                .patch(path, Map.of("content", canary + " second", "revision", 0))
                .expect(200);
        as(lena).post("/tickets/" + ticketId + "/claim", null);
        Session listener = connect(lena).hearsRoom(room);
        as(lena).post("/tickets/" + ticketId + "/handovers", Map.of("toId", ravi.userId(), "note", canary + " note"));
        write(carol, room, canary + " third");
        assertThat(listener.awaitsContent(canary + " third").text("senderId")).isEqualTo(carol.userId());

        await("found").until(() -> found(lena, canary).size() == 3);
        assertThat(new Traces(chat).of(canary)).isEmpty();

        assertThat(message(carol, room, seq).path("content").asString()).isEqualTo(canary + " second");
        assertThat(as(lena).get("/conversations/" + room + "/events?after=0")
                        .expect(200)
                        .body())
                .contains(canary + " second", canary + " third")
                .doesNotContain("unreadable");
        assertThat(as(lena).get("/conversations/" + room + "/timeline")
                        .expect(200)
                        .body())
                .contains(canary + " second", canary + " third");
        assertThat(as(lena).get(path + "/revisions").expect(200).body()).contains(canary + " first");
        assertThat(as(lena).get("/conversations/" + room + "/transcript?format=text")
                        .body())
                .contains(canary + " second");
        assertThat(as(lena).get("/conversations/" + room)
                        .expect(200)
                        .json()
                        .at("/lastMessage/content")
                        .asString())
                .isEqualTo(canary + " third");
        assertThat(as(lena).get("/rooms/" + room).expect(200).body()).contains(canary + " note");
    }

    private List<String> found(User reader, String query) {
        return as(reader)
                .get("/search/messages?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .expect(200)
                .list("items")
                .stream()
                .map(item -> item.path("snippet").asString())
                .toList();
    }

    @Test
    void whatIsSentToDevicesAndPrograms_isSealedUntilThen() {
        User ada = cast.ada();
        User lena = cast.lena();
        User ravi = cast.ravi();
        String canary = "kestrel" + newId().substring(0, 8);
        String webhook = newId();
        // From before sealing was switched on; its calls are never answered.
        chat.database()
                .update(
                        "insert into webhook (webhook_id, url, events, secret, created_at)"
                                + " values (?, 'https://unreachable.example.org', '*', 'whsec_c2VjcmV0', current_timestamp)",
                        webhook);
        Device phone = Servers.pushReceiver().newDevice();
        as(ravi).post("/me/push-subscriptions", phone.subscription()).expect(201);
        String rule = as(ada).post(
                        "/automation-rules",
                        Map.of("trigger", "no_answer", "afterSeconds", 604_800, "content", canary + " rule"))
                .expect(201)
                .text("ruleId");
        write(lena, directConversation(lena, ravi), canary + " message");

        await("a push").until(() -> !phone.deliveries().isEmpty());
        await("a call")
                .until(() -> chat.database()
                                .queryForObject(
                                        "select count(*) from webhook_delivery where webhook_id = ?",
                                        Long.class,
                                        webhook)
                        > 0);
        assertThat(new Traces(chat).of(canary)).isEmpty();
        assertThat(as(ada).get("/automation-rules/" + rule).expect(200).text("content"))
                .isEqualTo(canary + " rule");
        as(ada).post("/encryption/rotation", null).expect(202);
        await("the secret is sealed")
                .until(() -> column("webhook", "secret").stream().allMatch(this::isSealed));
        assertThat(column("push_key", "private_key")).hasSize(1).allMatch(this::isSealed);
        String next = as(ada).post("/webhooks/" + webhook + "/secret", null)
                .expect(200)
                .text("secret");
        assertThat(next).startsWith("whsec_");
        assertThat(column("webhook", "former_secret")).hasSize(1).allMatch(this::isSealed);
        assertThat(new Traces(chat).of("whsec_")).isEmpty();
        as(ada).delete("/webhooks/" + webhook).expect(204);
        as(ada).delete("/automation-rules/" + rule).expect(204);
    }

    private List<String> column(String table, String column) {
        return chat.database().queryForList("select " + column + " from " + table, String.class);
    }

    private boolean isSealed(String stored) {
        return stored.startsWith("sealed:1:");
    }

    private String ofFile(String attachmentId, String column) {
        return chat.database()
                .queryForObject(
                        "select " + column + " from attachment where attachment_id = ?", String.class, attachmentId);
    }

    private Path bytes(String key) {
        return Path.of(chat.setting("chat.attachment.storage").substring("file:".length()), key.substring(0, 2), key);
    }

    @Test
    void files_areNowhereToBeFound() throws Exception {
        User lena = cast.lena();
        User ravi = withPassword("Ravi", "employee_l1");
        String canary = "kestrel" + newId().substring(0, 8);
        String room = teamRoom(lena, ravi);
        byte[] text = (canary + " content ").repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        String plan = uploaded(ravi, room, canary + ".txt", text);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(900, 600, BufferedImage.TYPE_INT_RGB), "png", png);
        String photo = uploaded(ravi, room, canary + ".png", png.toByteArray());
        as(ravi).with("Content-Type", "application/octet-stream")
                .put("/me/picture", png.toByteArray())
                .expect(200);
        as(ravi).post(
                        "/conversations/" + room + "/messages",
                        Map.of("content", "", "attachmentIds", List.of(plan, photo)))
                .expect(201);
        await("the thumbnail").until(() -> ofFile(photo, "small_key") != null);
        String export = as(ravi).post("/users/" + ravi.userId() + "/exports", null)
                .expect(202)
                .text("exportId");
        String exports = "/users/" + ravi.userId() + "/exports/" + export;
        await("the export").until(() -> as(ravi).get(exports).text("status").equals("ready"));

        assertThat(new Traces(chat).of(canary)).isEmpty();
        String portrait = chat.database()
                .queryForObject("select picture_key from account where user_id = ?", String.class, ravi.userId());
        for (String key : List.of(ofFile(photo, "storage_key"), ofFile(photo, "small_key"), portrait)) {
            assertThat(Files.readString(bytes(key), StandardCharsets.ISO_8859_1))
                    .startsWith("sealed1")
                    .doesNotContain("PNG", "JFIF");
        }
        assertThat(as(lena).bytes("/attachments/" + plan)).isEqualTo(text);
        assertThat(as(lena).get("/attachments/" + plan)
                        .headers()
                        .firstValue("Content-Disposition")
                        .orElseThrow())
                .contains(canary + ".txt");
        Answer part = as(lena).with("Range", "bytes=70000-70099")
                .get("/attachments/" + plan)
                .expect(206);
        assertThat(part.body()).isEqualTo(new String(text, 70_000, 100, StandardCharsets.US_ASCII));
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 70000-70099/" + text.length);
        assertThat(ImageIO.read(new ByteArrayInputStream(as(lena).bytes("/attachments/" + photo)))
                        .getWidth())
                .isEqualTo(900);
        assertThat(ImageIO.read(new ByteArrayInputStream(as(lena).bytes("/attachments/" + photo + "/thumbnail")))
                        .getWidth())
                .isEqualTo(480);
        assertThat(ImageIO.read(new ByteArrayInputStream(as(lena).bytes("/users/" + ravi.userId() + "/picture")))
                        .getWidth())
                .isEqualTo(256);
        byte[] zip = as(ravi).bytes(exports + "/file");
        assertThat(new String(zip, StandardCharsets.ISO_8859_1))
                .startsWith("PK")
                .contains(canary + ".txt");
        // What broke off goes on.
        Answer rest = as(ravi).with("Range", "bytes=" + (zip.length - 22) + "-")
                .get(exports + "/file")
                .expect(206);
        assertThat(rest.body()).isEqualTo(new String(zip, zip.length - 22, 22, StandardCharsets.UTF_8));
    }

    @Test
    void fileThatWasChanged_isNotShown() throws Exception {
        User lena = cast.lena();
        String room = teamRoom(lena);
        byte[] text = "Tea at four. ".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
        String first = uploaded(lena, room, "first.txt", text);
        String second = uploaded(lena, room, "second.txt", text);
        String third = uploaded(lena, room, "third.txt", text);
        Files.copy(
                bytes(ofFile(first, "storage_key")),
                bytes(ofFile(second, "storage_key")),
                StandardCopyOption.REPLACE_EXISTING);
        byte[] stored = Files.readAllBytes(bytes(ofFile(third, "storage_key")));
        stored[stored.length - 1] ^= 1;
        Files.write(bytes(ofFile(third, "storage_key")), stored);
        chat.database().update("update attachment set name = ? where attachment_id = ?", ofFile(second, "name"), first);

        assertThat(as(lena).get("/attachments/" + second)
                        .expectProblem(404, "not_found")
                        .text("detail"))
                .contains("cannot be read");
        assertThatThrownBy(() -> as(lena).bytes("/attachments/" + third))
                .as("broken off")
                .isInstanceOf(IOException.class);
        Answer nameless = as(lena).get("/attachments/" + first).expect(200);
        assertThat(nameless.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("file")
                .doesNotContain("second");
        as(lena).delete("/attachments/" + second).expect(204);
    }

    @Test
    void fileThatIsNotSealedYet_isRead_andSealedByTheNextRound() throws Exception {
        User lena = cast.lena();
        String room = teamRoom(lena);
        byte[] text = "from before".getBytes(StandardCharsets.US_ASCII);
        String file = uploaded(lena, room, "sealed.txt", "from now on".getBytes(StandardCharsets.US_ASCII));
        String plain = newId().replace("-", "");
        Files.createDirectories(bytes(plain).getParent());
        Files.write(bytes(plain), text);
        chat.database()
                .update(
                        "update attachment set name = 'before.txt', storage_key = ?, size = ? where attachment_id = ?",
                        plain,
                        text.length,
                        file);

        assertThat(as(lena).bytes("/attachments/" + file)).isEqualTo(text);
        as(cast.ada()).post("/encryption/rotation", null).expect(202);

        await("the file is sealed").until(() -> !ofFile(file, "storage_key").equals(plain));
        await("a round is through")
                .until(() -> as(cast.ada())
                        .get("/encryption")
                        .json()
                        .path("isThrough")
                        .asBoolean());
        assertThat(ofFile(file, "name")).startsWith("sealed:1:");
        assertThat(Files.readString(bytes(ofFile(file, "storage_key")), StandardCharsets.ISO_8859_1))
                .startsWith("sealed1")
                .doesNotContain("before");
        assertThat(as(lena).bytes("/attachments/" + file)).isEqualTo(text);
        assertThat(chat.database()
                        .update("update attachment_removal set due_at = created_at where storage_key = ?", plain))
                .isEqualTo(1);
        await("the plain bytes are gone").until(() -> !Files.exists(bytes(plain)));
        assertThat(as(lena).bytes("/attachments/" + file)).isEqualTo(text);
    }

    @Test
    void words_areFoundWhole_thoughTheIndexDoesNotHaveThem() {
        User lena = cast.lena();
        String room = teamRoom(lena);
        String word = "kestrel" + newId().substring(0, 8);
        long seq = write(lena, room, "Is " + word + ".example.com down? 東京タワー" + word);
        write(lena, room, "Something else");

        await("the message is found").until(() -> found(lena, word).size() == 1);
        assertThat(found(lena, word + ".example")).hasSize(1);
        assertThat(found(lena, "\"is " + word + "\"")).hasSize(1);
        assertThat(found(lena, word + " 京タ")).hasSize(1);
        assertThat(found(lena, word.substring(0, 12))).isEmpty();
        as(lena).delete("/conversations/" + room + "/messages/" + seq).expect(204);
        await("the message is gone").until(() -> found(lena, word).isEmpty());
    }

    @Test
    void swappedRow_isShownAsUnreadable_andHoldsUpNothing() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        String room = teamRoom(lena, ravi);
        long first = write(lena, room, "Tea at four");
        long second = write(ravi, room, "Coffee at five");
        long third = write(lena, room, "Both then");
        store(room, second, stored(room, first));

        JsonNode shown = message(lena, room, second);

        assertThat(shown.path("unreadable").asBoolean()).isTrue();
        assertThat(shown.path("senderId").asString()).isEqualTo(ravi.userId());
        assertThat(shown.path("content").asString()).contains("cannot be read").doesNotContain("Tea");
        assertThat(message(lena, room, first).path("content").asString()).isEqualTo("Tea at four");
        assertThat(message(lena, room, third).path("content").asString()).isEqualTo("Both then");
        assertThat(as(lena).get("/conversations/" + room + "/transcript?format=text")
                        .expect(200)
                        .body())
                .contains("Tea at four", "cannot be read", "Both then");
        assertThat(chat.get("/actuator/health")
                        .json()
                        .at("/components/sealed/status")
                        .asString())
                .isEqualTo("UNKNOWN");
        assertThat(chat.get("/actuator/prometheus", "Authorization", "Bearer " + Servers.METRICS_TOKEN)
                        .body())
                .containsPattern("chat_encryption_unreadable_total\\{[^}]*} [1-9]");
        String path = "/conversations/" + room + "/messages/" + second;
        as(ravi).patch(path, Map.of("content", "Coffee", "revision", 0)).expect(409);
        as(ravi).delete(path).expect(204);
        assertThat(message(lena, room, second).path("deleted").asBoolean()).isTrue();
    }

    @Test
    void rowThatIsNotSealedYet_isRead_andSealedByTheNextRound() {
        User lena = cast.lena();
        String room = teamRoom(lena);
        long plain = write(lena, room, "from before");
        long sealed = write(lena, room, "from now on");
        String payload = message(lena, room, plain).toString();
        store(room, plain, payload);

        assertThat(message(lena, room, plain).path("content").asString()).isEqualTo("from before");
        as(cast.ada()).post("/encryption/rotation", null).expect(202);

        await("a round is through").until(() -> stored(room, plain).startsWith("sealed:"));
        assertThat(message(lena, room, plain)).isEqualTo(new JsonMapper().readTree(payload));
        assertThat(message(lena, room, sealed).path("content").asString()).isEqualTo("from now on");
    }

    @Test
    void rotation_wrapsAllKeysAnew() throws Exception {
        User ada = cast.ada();
        User lena = cast.lena();
        String room = teamRoom(lena);
        long seq = write(lena, room, "Tea");
        String sealed = stored(room, seq);
        Script script = new Script(chat, ada, "bin/encryption");
        String former = Json.read(script.endsWith(0)).required("keyId").stringValue();

        String present =
                Json.read(script.endsWith(0, "rotate")).required("keyId").stringValue();

        assertThat(present).isNotEqualTo(former);
        JsonNode entry =
                as(ada).get("/audit?action=encryption.rotated").list("items").get(0);
        assertThat(entry.at("/before/keyId").asString()).isEqualTo(former);
        assertThat(entry.at("/after/keyId").asString()).isEqualTo(present);
        await("all keys are wrapped")
                .until(() -> as(ada).get("/encryption").expect(200).number("keysToWrap") == 0);
        await("a round is through")
                .until(() -> as(ada).get("/encryption")
                        .expect(200)
                        .json()
                        .path("isThrough")
                        .asBoolean());
        Answer state = as(ada).get("/encryption").expect(200);
        assertThat(state.number("keys")).isPositive();
        assertThat(state.number("conversationsLeft")).isZero();
        assertThat(state.number("filesLeft")).isZero();
        assertThat(chat.get("/actuator/prometheus", "Authorization", "Bearer " + Servers.METRICS_TOKEN)
                        .body())
                .containsPattern(
                        "chat_encryption_key_versions\\{[^}]*master=\"" + state.text("masterKeyId") + "\"[^}]*} [1-9]");
        assertThat(stored(room, seq)).isEqualTo(sealed);
        assertThat(message(lena, room, seq).path("content").asString()).isEqualTo("Tea");
    }

    @Test
    void erasureOfAConversation_destroysItsKey() {
        User ada = cast.ada();
        User lena = cast.lena();
        String room = teamRoom(lena);
        long seq = write(lena, room, "A secret");
        String backup = stored(room, seq);
        as(ada).post("/conversations/" + room + "/erasure", Map.of("reason", "asked for"))
                .expect(202);

        // Kept for ten minutes, because other nodes may still use it.
        await("the key is retired")
                .until(() -> chat.database()
                                .update(
                                        "update log_key set retired_at = retired_at - interval '1' hour where conversation_id = ? and retired_at is not null",
                                        room)
                        > 0);
        await("the key is gone")
                .until(() -> chat.database()
                                .queryForObject(
                                        "select count(*) from log_key where conversation_id = ? and destroyed_at is not null and wrapped is null",
                                        Long.class,
                                        room)
                        > 0);
        assertThat(message(lena, room, seq).path("deleted").asBoolean()).isTrue();
        long later = write(lena, room, "Something new");
        assertThat(message(lena, room, later).path("content").asString()).isEqualTo("Something new");
        store(room, seq, backup);
        assertThat(message(lena, room, seq).path("unreadable").asBoolean()).isTrue();
    }

    @Test
    void erasureOfAPerson_findsThemInSealedRows() {
        User ada = cast.ada();
        User lena = cast.lena();
        User dave = withPassword("Kestrel" + newId().substring(0, 8), "employee_l1");
        String room = teamRoom(lena, dave);
        long theirs = write(dave, room, "My words");
        write(lena, room, "Others' words");
        String erasure = as(ada).post("/users/" + dave.userId() + "/erasure", Map.of("reason", "asked for"))
                .expect(202)
                .text("erasureId");

        await("the erasure")
                .until(() -> as(ada).get("/erasures/" + erasure).text("status").equals("done"));

        JsonNode erased = message(lena, room, theirs);
        assertThat(erased.path("deleted").asBoolean()).isTrue();
        assertThat(erased.path("senderName").asString()).isEqualTo("Deleted person");
        String name = dave.userId().substring(0, 15);
        assertThat(as(lena).get("/conversations/" + room + "/events?after=0")
                        .expect(200)
                        .body())
                .contains("Others' words")
                .doesNotContain("\"" + name + "\"");
        JsonNode done = as(ada).get("/erasures/" + erasure).expect(200).json();
        assertThat(done.path("done").asLong())
                .isEqualTo(done.path("total").asLong())
                .isEqualTo(1);
    }

    @Test
    void messageThatIsSentAgain_isRecognised() {
        User lena = cast.lena();
        String room = teamRoom(lena);
        Map<String, Object> body = Map.of("content", "Once", "clientMessageId", newId());
        long seq = as(lena).post("/conversations/" + room + "/messages", body)
                .expect(201)
                .number("seq");

        assertThat(as(lena).post("/conversations/" + room + "/messages", body)
                        .expect(200)
                        .number("seq"))
                .isEqualTo(seq);
        assertThat(List.of(stored(room, seq))).allMatch(payload -> payload.startsWith("sealed:"));
    }
}
