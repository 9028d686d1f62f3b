package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.SmartInitializingSingleton;
import tools.jackson.databind.JsonNode;

/** The queue of tickets as staff filter, sort and read it. */
class TicketQueueTests extends EitherBroker {

    private User carol;
    private User lena;
    private User ravi;
    private User ada;
    private String word;

    @BeforeEach
    void people() {
        carol = cast.carol();
        lena = cast.lena();
        ravi = cast.ravi();
        ada = cast.ada();
        word = "w" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A ticket of carol's whose title has the word of this test; the id of the ticket. */
    private String ticket(String title) {
        String ticketId = UUID.randomUUID().toString();
        as(ada).post(
                        "/rooms",
                        Map.of(
                                "name",
                                title + " " + word,
                                "kind",
                                "ticket",
                                "ticketId",
                                ticketId,
                                "memberIds",
                                List.of(carol.userId())))
                .expect(201);
        return ticketId;
    }

    private List<String> found(User reader, String query) {
        return list(reader, query).list("items").stream()
                .map(item -> item.at("/ticket/ticketId").stringValue())
                .toList();
    }

    private Answer list(User reader, String query) {
        return as(reader).get("/tickets?q=" + word + "&" + query).expect(200);
    }

    private JsonNode item(User reader, String ticketId) {
        return as(reader).get("/tickets/" + ticketId).expect(200).json();
    }

    private void say(User user, String conversationId, String content) {
        as(user).post("/conversations/" + conversationId + "/messages", Map.of("content", content))
                .expect(201);
    }

    private void claim(User user, String ticketId) {
        as(user).post("/tickets/" + ticketId + "/claim", Map.of()).expect(200);
    }

    @Test
    void isFilteredByTierOwnerAndWords() {
        String first = ticket("Printer");
        String second = ticket("100% Screen");
        String third = ticket("Mouse");
        claim(lena, second);
        as(lena).post("/tickets/" + third + "/escalate", Map.of("tier", "l2")).expect(200);

        assertThat(found(lena, "queue=waiting")).containsExactly(first);
        assertThat(found(lena, "queue=open")).containsExactly(first, second, third);
        assertThat(found(lena, "queue=open&sort=newest")).containsExactly(third, second, first);
        assertThat(found(lena, "queue=open&tier=l2")).containsExactly(third);
        assertThat(found(ravi, "queue=open&owner=" + lena.userId())).containsExactly(second);
        assertThat(found(lena, "queue=open&status=no-such-status")).isEmpty();
        String byTitle = as(lena).get("/tickets?queue=open&q=100%25%20SCREEN%20" + word)
                .expect(200)
                .body();
        assertThat(byTitle).contains(second).doesNotContain(first);
        assertThat(as(lena).get("/tickets?queue=open&q=0_" + word).expect(200).list("items"))
                .isEmpty();
        assertThat(as(lena).get("/tickets?queue=open&sort=newest&limit=200&q=" + carol.userName())
                        .expect(200)
                        .body())
                .contains(first, second, third);
        as(lena).get("/tickets?sort=due").expectProblem(400, "bad_request");
    }

    @Test
    void ticketsAreFoundHoweverTitlesAndNumbersAreTyped() {
        String zoe = ticket("Zoé Müller");
        String lukasz = ticket("Łukasz Straße");

        for (String query : List.of("zoe muller " + word, "ZOÉ MÜLLER", "Zoe\u0301 Mu\u0308ller")) {
            assertThat(foundBy(query)).as(query).contains(zoe).doesNotContain(lukasz);
        }
        for (String query : List.of("lukasz strasse " + word, "ŁUKASZ STRASSE")) {
            assertThat(foundBy(query)).as(query).contains(lukasz).doesNotContain(zoe);
        }
    }

    @Test
    void numbersOfAnEarlierReleaseAreFoldedAtTheStart() {
        String ticketId = ticket("Printer");
        chat.database()
                .update(
                        "update conversation set ticket_number = ?, ticket_search_number = null where ticket_id = ?"
                                + " and kind = 'TICKET'",
                        "Äß-" + word,
                        ticketId);
        assertThat(foundBy(word)).contains(ticketId);

        chat.bean("searchNumbers", SmartInitializingSingleton.class).afterSingletonsInstantiated();

        assertThat(foundBy("ass-" + word)).containsExactly(ticketId);
    }

    private List<String> foundBy(String words) {
        String query = URLEncoder.encode(words, StandardCharsets.UTF_8);
        return as(lena).get("/tickets?queue=open&sort=newest&limit=200&q=" + query).expect(200).list("items").stream()
                .map(item -> item.at("/ticket/ticketId").stringValue())
                .toList();
    }

    @Test
    void isFilteredByHowLongATicketHasBeenWhereItIs() {
        String old = ticket("Old");
        String young = ticket("Young");
        Instant anHourAgo = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
        chat.database()
                .update(
                        "update conversation set ticket_since = ? where ticket_id = ?",
                        anHourAgo.atOffset(ZoneOffset.UTC),
                        old);

        assertThat(found(lena, "queue=waiting&before=" + anHourAgo)).containsExactly(old);
        assertThat(found(lena, "queue=open&sort=newest&before=" + anHourAgo)).containsExactly(old);
        assertThat(found(lena, "queue=waiting&before=" + anHourAgo.minusSeconds(1)))
                .isEmpty();
        assertThat(found(lena, "queue=waiting&before=%2B999999999-01-01T00:00:00Z"))
                .containsExactly(old, young);
        as(lena).get("/tickets?before=yesterday").expectProblem(400, "bad_request");
    }

    @Test
    void isPagedInEitherOrder() {
        List<String> opened =
                IntStream.range(0, 5).mapToObj(i -> ticket("Ticket " + i)).toList();

        for (String order : List.of("waiting", "newest")) {
            List<String> read = new ArrayList<>();
            String cursor = "";
            while (cursor != null) {
                Answer page = list(lena, "queue=open&limit=2&sort=" + order + cursor);
                page.list("items")
                        .forEach(item -> read.add(item.at("/ticket/ticketId").stringValue()));
                JsonNode next = page.json().path("nextCursor");
                cursor = next.isString() ? "&cursor=" + next.stringValue() : null;
            }
            List<String> expected = new ArrayList<>(opened);
            if (order.equals("newest")) {
                java.util.Collections.reverse(expected);
            }
            assertThat(read).as(order).isEqualTo(expected);
        }
    }

    @Test
    void saysWhoAsksForWhatAndSinceWhenNobodyHasIt() {
        String ticketId = ticket("Printer");
        String room = "ticket-" + ticketId;
        assertThat(item(lena, ticketId).has("firstMessage")).isFalse();
        say(carol, room, "It prints\nonly *blank* pages");
        say(carol, room, "Still");

        JsonNode waiting = item(lena, ticketId);
        assertThat(waiting.path("firstMessage").stringValue()).isEqualTo("It prints only *blank* pages");
        assertThat(waiting.at("/requester/userId").stringValue()).isEqualTo(carol.userId());
        assertThat(waiting.path("waitingSince").stringValue())
                .isEqualTo(waiting.path("since").stringValue());
        claim(lena, ticketId);
        assertThat(item(lena, ticketId).has("waitingSince")).isFalse();

        as(carol)
                .delete("/conversations/" + room + "/messages/" + firstSeq(room))
                .expect(204);
        assertThat(item(lena, ticketId).has("firstMessage")).isFalse();
    }

    private long firstSeq(String room) {
        return as(carol)
                .get("/conversations/" + room + "/messages")
                .list("messages")
                .get(0)
                .path("seq")
                .longValue();
    }

    @Test
    void countsNotesThatTheReaderHasNotRead() {
        String ticketId = ticket("Printer");
        String notes = "notes-ticket-" + ticketId;
        say(ada, notes, "Look at the drum");
        claim(lena, ticketId);
        say(lena, notes, "I do");

        assertThat(item(ada, ticketId).path("unreadNotes").longValue()).isEqualTo(1);
        assertThat(item(lena, ticketId).path("unreadNotes").longValue()).isEqualTo(1);
        assertThat(item(ravi, ticketId).path("unreadNotes").longValue()).isEqualTo(2);
        as(lena).put("/conversations/" + notes + "/read", Map.of("seq", 100)).expect(204);
        assertThat(item(lena, ticketId).path("unreadNotes").longValue()).isZero();
    }

    @Test
    void aTicketIsReadWithoutJoining() {
        String ticketId = ticket("Printer");
        say(carol, "ticket-" + ticketId, "It prints blank pages");
        say(ada, "notes-ticket-" + ticketId, "Look at the drum");

        JsonNode preview =
                as(ravi).get("/tickets/" + ticketId + "/preview").expect(200).json();

        assertThat(preview.at("/messages/messages/0/content").stringValue()).isEqualTo("It prints blank pages");
        assertThat(preview.at("/notes/messages/0/content").stringValue()).isEqualTo("Look at the drum");
        assertThat(preview.at("/item/member").booleanValue()).isFalse();
        assertThat(item(ravi, ticketId).path("member").booleanValue()).isFalse();
        as(carol).get("/tickets/" + ticketId + "/preview").expectProblem(403, "forbidden");
        as(ravi).get("/tickets/none/preview").expectProblem(404, "not_found");
    }
}
