package com.sealkloud.chat.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people look after themselves: name, language, password and sessions. */
class OwnAccountTests extends EitherBroker {

    @Test
    void isRenamedForOthersToo() {
        User carol = withPassword("carol", "client");
        Session lena = connect(cast.lena()).hears("/topic/presence.clients");

        Answer changed = as(carol)
                .patch("/me", Map.of("userName", "Carol Renamed", "language", "de"))
                .expect(200);

        assertThat(changed.text("userName")).isEqualTo("Carol Renamed");
        lena.awaits("user_changed", event -> event.text("userName").equals("Carol Renamed"));
        assertThat(changed.text("language")).isEqualTo("de");
        assertThat(as(cast.lena()).get("/users/" + carol.userId()).text("userName"))
                .isEqualTo("Carol Renamed");
        assertThat(as(carol).get("/me").text("language")).isEqualTo("de");
    }

    @Test
    void namesAndPicturesDoNotChangeAllTheTimeBecauseEverybodyIsTold() {
        User lena = withPassword("lena", "employee_l1");
        Answer refused = null;
        for (int i = 0; i < 200 && (refused == null || refused.status() != 429); i++) {
            refused = as(lena).patch("/me", Map.of("userName", "Lena " + i % 2));
        }

        refused.expectProblem(429, "rate_limited");
        Answer picture = null;
        for (int i = 0; i < 200 && (picture == null || picture.status() != 429); i++) {
            picture = as(lena).delete("/me/picture");
        }
        picture.expectProblem(429, "rate_limited");
        as(lena).patch("/me", Map.of("language", "de")).expect(200);
    }

    private static byte[] picture(int width, int height, int colour) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(new Color(colour));
        canvas.fillRect(0, 0, width, height);
        canvas.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private BufferedImage shown(User reader, User of, String version) throws IOException, InterruptedException {
        String address = "/users/" + of.userId() + "/picture?v=" + version;
        assertThat(as(reader).get(address).expect(200).headers().map())
                .containsEntry("content-type", List.of("image/jpeg"))
                .containsEntry("cache-control", List.of("max-age=31536000, private, immutable"));
        return ImageIO.read(new ByteArrayInputStream(as(reader).bytes(address)));
    }

    @Test
    void aPictureCountsByItsPixels() throws Exception {
        User carol = withPassword("carol", "client");

        as(carol)
                .with("Content-Type", "image/png")
                .put("/me/picture", picture(2_000, 2_000, 0))
                .expect(200);

        assertThat(chat.database()
                        .queryForObject(
                                "select octets from attachment_quota where user_id = ?", Long.class, carol.userId()))
                .isEqualTo(2_000 * 2_000 / 16);
    }

    @Test
    void aPictureIsASmallSquareForWhoeverSeesItsOwnerUntilItIsRemoved() throws Exception {
        User carol = withPassword("carol", "client");
        User dave = withPassword("dave", "client");
        Session lena = connect(cast.lena()).hears("/topic/presence.clients");
        Session page = connect(carol);

        String version = as(carol)
                .with("Content-Type", "image/png")
                .put("/me/picture", picture(900, 600, 0x00AA00))
                .expect(200)
                .text("picture");

        for (Session hearing : List.of(lena, page)) {
            Event changed =
                    hearing.awaits("user_changed", event -> event.text("userId").equals(carol.userId()));
            assertThat(changed.text("picture")).isEqualTo(version);
            assertThat(changed.text("userName")).isEqualTo("carol");
        }
        String address = "/users/" + carol.userId();
        assertThat(as(lena.user()).get(address).text("picture")).isEqualTo(version);
        assertThat(as(carol).get("/me").text("picture")).isEqualTo(version);
        BufferedImage image = shown(lena.user(), carol, version);
        assertThat(image.getWidth()).isEqualTo(256);
        assertThat(image.getHeight()).isEqualTo(256);
        assertThat(new Color(image.getRGB(128, 128)).getGreen()).isBetween(160, 180);
        as(dave).get(address + "/picture?v=" + version).expectProblem(404, "not_found");
        String id = directConversation(carol, lena.user());
        assertThat(as(lena.user()).get("/conversations/" + id).list("members"))
                .anySatisfy(
                        member -> assertThat(member.path("picture").asString()).isEqualTo(version));

        as(carol)
                .with("Content-Type", "image/png")
                .put("/me/picture", picture(8, 8, 0xAA))
                .expect(200);
        String next = as(carol).get("/me").text("picture");
        assertThat(next).isNotEqualTo(version);
        assertThat(shown(lena.user(), carol, next).getWidth()).isEqualTo(8);
        assertThat(as(lena.user())
                        .get(address + "/picture?v=" + version)
                        .expect(200)
                        .headers()
                        .firstValue("Cache-Control"))
                .contains("no-cache, private");

        as(cast.ada()).delete(address + "/picture").expect(204);
        as(lena.user()).get(address + "/picture").expectProblem(404, "not_found");
        assertThat(as(carol).get("/me").fields()).doesNotContain("picture");
        assertThat(as(cast.ada())
                        .get("/audit?action=account.changed&target=user:" + carol.userId())
                        .list("items"))
                .hasSize(1);
        await().until(() -> chat.database()
                        .queryForObject("select count(*) from attachment_removal where due_at < now()", Long.class)
                == 0);
    }

    @Test
    void whatIsNoPictureIsNoOwnPicture() throws IOException {
        User carol = withPassword("carol", "client");
        byte[] cut = Arrays.copyOf(picture(600, 600, 0xAA), 300);

        for (byte[] wrong : List.of("<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(UTF_8), cut)) {
            as(carol)
                    .with("Content-Type", "image/png")
                    .put("/me/picture", wrong)
                    .expectProblem(415, "unsupported_type");
        }
        assertThat(as(carol).get("/me").fields()).doesNotContain("picture");
    }

    @Test
    void takesNoBadNameLanguageOrRole() {
        User carol = withPassword("carol", "client");

        for (Map<String, String> change : List.of(
                Map.of("userName", " "),
                Map.of("userName", "x".repeat(101)),
                Map.of("userName", "a\u202Eb"),
                Map.of("language", "fr"))) {
            as(carol).patch("/me", change).expectProblem(400, "bad_request");
        }
        as(carol).patch("/me", Map.of("userRole", "admin", "mail", "ada@example.org"));
        Answer me = as(carol).get("/me").expect(200);
        assertThat(me.text("userRole")).isEqualTo("client");
        assertThat(me.fields()).doesNotContain("mail");
    }

    @Test
    void aNameOfTheIdentityProviderIsChangedThere() {
        as(cast.carol()).patch("/me", Map.of("userName", "Carol")).expectProblem(409, "conflict");
        as(cast.carol()).patch("/me", Map.of("language", "en")).expect(200);
    }

    @Test
    void aNewPasswordEndsAllOtherLogIns() {
        User carol = withPassword("carol", "client");
        User elsewhere = chat.logIn(carol.userId(), PASSWORD);
        Session open = connect(elsewhere);

        as(carol)
                .put("/me/password", Map.of("current", PASSWORD, "new", "four other words"))
                .expect(204);

        await().until(() -> open.socket().isClosed());
        as(carol).get("/me").expect(200);
        as(elsewhere).get("/me").expectProblem(401, "authentication_required");
        chat.logIn(carol.userId(), "four other words");
    }

    @Test
    void thePresentPasswordIsAskedForAndGuessesAreThrottled() {
        User carol = withPassword("carol", "client");
        Answer answer = null;
        for (int i = 0; i < 15 && (answer == null || answer.status() == 403); i++) {
            answer = as(carol).put("/me/password", Map.of("current", "a guess", "new", "four other words"));
            if (answer.status() == 403) {
                assertThat(answer.text("reason")).isEqualTo("wrong_password");
            }
        }

        answer.expectProblem(429, "rate_limited");
        as(carol)
                .put("/me/password", Map.of("current", PASSWORD, "new", "iloveyou"))
                .expectProblem(400, "bad_request");
        as(carol)
                .put("/me/password", Map.of("current", PASSWORD, "new", "short"))
                .expectProblem(400, "bad_request");
        as(cast.carol())
                .put("/me/password", Map.of("current", PASSWORD, "new", "four other words"))
                .expectProblem(409, "conflict");
    }

    @Test
    void sessionsAreListedAndEndOneByOne() {
        User carol = withPassword("carol", "client");
        User phone = chat.logIn(carol.userId(), PASSWORD);
        Session onThePhone = connect(phone);
        Session here = connect(carol);

        List<JsonNode> sessions = as(carol).get("/me/sessions").expect(200).list("items");
        assertThat(sessions).hasSize(2);
        assertThat(sessions)
                .filteredOn(each -> each.required("current").booleanValue())
                .hasSize(1);
        assertThat(sessions).allSatisfy(each -> {
            assertThat(each.required("network").stringValue()).isEqualTo("127.0.0.1");
            assertThat(each.required("agent").stringValue()).startsWith("Java");
            assertThat(each.required("startedAt").stringValue()).endsWith("Z");
        });
        String other = sessions.stream()
                .filter(each -> !each.required("current").booleanValue())
                .findFirst()
                .orElseThrow()
                .required("sessionId")
                .stringValue();
        as(cast.lena()).delete("/me/sessions/" + other).expectProblem(404, "not_found");

        as(carol).delete("/me/sessions/" + other).expect(204);

        await().until(() -> onThePhone.socket().isClosed());
        as(phone).get("/me").expectProblem(401, "authentication_required");
        as(carol).delete("/me/sessions/" + other).expectProblem(404, "not_found");
        assertThat(here.socket().isClosed()).isFalse();
    }

    /** Whoever logs in for each of their calls must not fill the database, nor this list. */
    @Test
    void aLoginTooManyEndsTheOldest() {
        User carol = withPassword("carol", "client");
        chat.database()
                .batchUpdate(
                        "insert into access_token (token_hash, user_id, expires_at, ended) "
                                + "values (?, ?, current_timestamp + interval '13' hour, false)",
                        IntStream.range(0, 205)
                                .mapToObj(i -> new Object[] {newId(), carol.userId()})
                                .toList());

        User again = chat.logIn(carol.userId(), PASSWORD);

        as(carol).get("/me").expectProblem(401, "authentication_required");
        assertThat(as(again).get("/me/sessions").expect(200).list("items")).hasSize(200);
    }

    @Test
    void administratorsSeeTheSessionsOfAUserAndEndOne() {
        User carol = withPassword("carol", "client");
        User ada = cast.ada();
        User phone = chat.logIn(carol.userId(), PASSWORD);
        Session onThePhone = connect(phone);
        String path = "/users/" + carol.userId() + "/sessions";
        String newest = as(ada).get(path)
                .expect(200)
                .list("items")
                .get(0)
                .required("sessionId")
                .stringValue();
        as(cast.lena()).get(path).expectProblem(403, "forbidden");
        as(ada).delete("/users/" + cast.lena().userId() + "/sessions/" + newest).expectProblem(404, "not_found");
        as(ada).get("/users/nobody-" + newId() + "/sessions").expectProblem(404, "not_found");

        as(ada).delete(path + "/" + newest).expect(204);

        await().until(() -> onThePhone.socket().isClosed());
        as(carol).get("/me").expect(200);
        assertThat(as(ada).get(path).list("items")).hasSize(1);
        List<String> actors =
                as(ada).get("/audit?action=login.ended&target=user:" + carol.userId()).list("items").stream()
                        .map(entry -> entry.required("actor").stringValue())
                        .toList();
        assertThat(actors).containsExactly(ada.userId());
    }

    @Test
    void allOthersEndTogether() {
        User carol = withPassword("carol", "client");
        User phone = chat.logIn(carol.userId(), PASSWORD);

        as(carol).delete("/me/sessions?others=true").expect(204);

        as(phone).get("/me").expectProblem(401, "authentication_required");
        assertThat(as(carol).get("/me/sessions").list("items")).hasSize(1);
    }
}
