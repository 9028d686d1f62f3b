package com.sealkloud.chat.fault;

import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Rest;
import com.sealkloud.chat.testing.User;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Words that stand nowhere else, in messages, their former words, files and notes. Each is taken
 * out in another way, after people of all nodes have read it.
 */
final class Secrets {
    private static final String PASSWORD = "somebody-with-secrets";

    private final String mark = "numbat" + Long.toHexString(System.nanoTime());
    private final Rest first;
    private final Rest last;
    private final User ada;
    private final User lena;
    private final User leaving;
    private final String team;
    private final String ticket;
    private final List<String> deleted = new ArrayList<>();

    /** @param machines with nodes that run */
    Secrets(Machines machines) {
        first = Rest.of(machines.urls().get(0));
        last = Rest.of(machines.urls().get(machines.urls().size() - 1));
        ada = first.logIn("ada", "chat-demo");
        lena = first.logIn("lena", "chat-demo");
        String leavingId = "agent-leaving";
        first.as(ada)
                .post(
                        "/users",
                        Map.of(
                                "userId",
                                leavingId,
                                "userName",
                                mark + "name",
                                "userRole",
                                "employee_l1",
                                "password",
                                PASSWORD))
                .expect(201);
        leaving = first.logIn(leavingId, PASSWORD);
        List<String> members = List.of(lena.userId(), leaving.userId());
        team = first.as(ada)
                .post("/rooms", Map.of("name", "secrets", "kind", "team", "memberIds", members))
                .expect(201)
                .text("roomId");
        ticket = first.as(lena)
                .post("/rooms", Map.of("name", "t", "kind", "ticket", "ticketId", "SEC-1", "memberIds", members))
                .expect(201)
                .text("roomId");
    }

    String mark() {
        return mark;
    }

    /** @return in which somebody can listen */
    String team() {
        return team;
    }

    User lena() {
        return lena;
    }

    /** @return a word that stays */
    String kept() {
        return mark + "kept";
    }

    /** @return a name, which is not sealed */
    String name() {
        return mark + "name";
    }

    /** @return a word of a text that is longer than most buffers */
    String ofLongText() {
        return mark + "long";
    }

    void say() {
        deleted.addAll(say(lena, team, mark + "deleted"));
        String messages = "/conversations/" + team + "/messages";
        String text = ofLongText() + " text, and more of it".repeat(300);
        deleted.add(messages + "/" + post(first.as(lena), messages, Map.of("content", text)));
        say(leaving, team, mark + "person");
        say(lena, team, kept());
        say(lena, ticket, mark + "conversation");
        say(lena, "notes-" + ticket, mark + "conversation");
        for (Rest node : List.of(first, last)) {
            for (String conversation : List.of(team, ticket, "notes-" + ticket)) {
                String path = "/conversations/" + conversation;
                node.as(lena).get(path + "/events?after=0").expect(200);
                node.as(lena).get(path + "/timeline").expect(200);
            }
            node.as(lena)
                    .get("/conversations/" + ticket + "/transcript?format=html")
                    .expect(200);
            // Not by the words themselves, which would stay in Tomcat's buffers of parameters.
            for (String conversation : List.of(team, ticket, "notes-" + ticket)) {
                await("the index")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> !node.as(lena)
                                .get("/search/messages?q=after&conversationId=" + conversation)
                                .expect(200)
                                .list("items")
                                .isEmpty());
            }
        }
    }

    /** @return the paths of the messages */
    private List<String> say(User author, String conversation, String word) {
        Rest theirs = first.as(author);
        String messages = "/conversations/" + conversation + "/messages";
        String edited = messages + "/" + post(theirs, messages, Map.of("content", word + " before"));
        theirs.patch(edited, Map.of("content", word + " after", "revision", 0)).expect(200);
        last.as(lena).get(edited + "/revisions").expect(200);
        String file = theirs.with("Content-Type", "application/octet-stream")
                .with("Content-Disposition", "attachment; filename=" + word + ".txt")
                .post(
                        "/conversations/" + conversation + "/attachments",
                        (word + " in a file\n").repeat(20).getBytes(StandardCharsets.US_ASCII))
                .expect(201)
                .text("attachmentId");
        String withFile =
                messages + "/" + post(theirs, messages, Map.of("content", "", "attachmentIds", List.of(file)));
        last.as(lena).get("/attachments/" + file).expect(200);
        return List.of(edited, withFile);
    }

    private static long post(Rest author, String messages, Map<String, Object> body) {
        return author.post(messages, body).expect(201).number("seq");
    }

    /**
     * Deletes messages, and erases a person and a conversation. Other nodes forget what they have
     * read when somebody asks again, or ten minutes later.
     */
    void takeOut() {
        deleted.forEach(message -> first.as(lena).delete(message).expect(204));
        for (String subject : List.of("/users/" + leaving.userId(), "/conversations/" + ticket)) {
            String erasure = first.as(ada)
                    .post(subject + "/erasure", Map.of("reason", "asked for"))
                    .expect(202)
                    .text("erasureId");
            await("the erasure of " + subject)
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> first.as(ada)
                            .get("/erasures/" + erasure)
                            .text("status")
                            .equals("done"));
        }
        for (Rest node : List.of(first, last)) {
            for (String conversation : List.of(team, ticket, "notes-" + ticket)) {
                node.as(lena)
                        .get("/conversations/" + conversation + "/events?after=0")
                        .expect(200);
            }
        }
    }
}
