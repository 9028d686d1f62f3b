package com.sealkloud.chat.contract;

import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.User;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a call of {@code rights.txt} is about: made anew for each caller of each row, so that no
 * call meets what another one has done. What is called {@code my-…} belongs to the caller, as far
 * as a caller of that role can have it.
 */
final class RightsObjects {

    private static final byte[] PNG = HexFormat.of()
            .parseHex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000"
                    + "000d49444154789c63105030f80f00020401608dbcbb710000000049454e44ae426082");

    private static final Set<String> STAFF = Set.of("employee_l1", "employee_l2", "employee_l3", "admin");

    private final Chat chat;
    private final User caller;
    private final Map<String, User> people;
    private final User mona;
    private final User ada;
    private final Map<String, String> made = new HashMap<>();

    /** @param caller whose things the callers' own are; somebody without a log-in has none */
    RightsObjects(Chat chat, User caller, Map<String, User> people) {
        this.chat = chat;
        this.caller = caller;
        this.people = people;
        this.mona = people.get("mona");
        this.ada = people.get("ada");
    }

    /**
     * The others, who are the same for all callers: what they share with a caller gives the caller
     * no more rights.
     */
    static Map<String, User> people(Chat chat) {
        Map<String, User> people = new HashMap<>(Map.of(
                "carol", chat.cast().carol(),
                "dave", chat.cast().dave(),
                "lena", chat.cast().lena(),
                "ravi", chat.cast().ravi(),
                "ada", chat.cast().ada(),
                "program", chat.cast().ticketService(),
                "disabled", chat.cast().lena()));
        chat.as(people.get("ada"))
                .patch("/users/" + people.get("disabled").userId(), Map.of("enabled", false))
                .expect(200);
        return people;
    }

    /** @return the id of an object, which exists from now on */
    String id(String name) {
        String id = made.get(name);
        if (id == null) {
            id = make(name);
            made.put(name, id);
        }
        return id;
    }

    private String make(String name) {
        return switch (name) {
            case "me" -> caller.userId();
            case "company" -> name;
            case "new" -> UUID.randomUUID().toString();
            case "a-client" -> people.get("dave").userId();
            case "a-newcomer" -> chat.cast().dave().userId();
            case "a-colleague" -> people.get("ravi").userId();
            case "a-program" -> people.get("program").userId();
            case "a-disabled" -> people.get("disabled").userId();
            case "their-talk" -> talk(people.get("lena"), people.get("carol"));
            case "my-talk" -> hasOwn() ? talk(caller, partner()) : id("their-talk");
            case "my-words" -> words(hasOwn() ? caller : people.get("lena"), id("my-talk"));
            case "their-words" -> words(hasOwn() ? partner() : people.get("lena"), id("my-talk"));
            case "outside-words" -> words(people.get("lena"), id("their-talk"));
            case "my-file" -> file(hasOwn() ? caller : people.get("lena"), id("my-talk"), false);
            case "file-for-me" -> file(hasOwn() ? partner() : people.get("lena"), id("my-talk"), true);
            case "my-picture" -> picture(hasOwn() ? caller : people.get("lena"), id("my-talk"));
            case "their-file" -> file(people.get("lena"), id("their-talk"), true);
            case "file-link" ->
                post(people.get("lena"), "/attachments/" + id("their-file") + "/links", null)
                        .expect(201)
                        .text("url")
                        .substring("/files/".length());
            case "first" -> "1";
            case "thumb" -> "%F0%9F%91%8D";
            case "their-team" -> room("team", people.get("lena").userId());
            case "my-team" -> isStaff() ? room("team", caller.userId()) : id("their-team");
            case "their-ticket-room" -> room("ticket", people.get("carol").userId());
            case "my-ticket-room" -> hasOwn() ? room("ticket", caller.userId()) : id("their-ticket-room");
            case "their-notes" -> "notes-" + id("their-ticket-room");
            case "my-notes" -> "notes-" + id("my-ticket-room");
            case "waiting-ticket" -> ticketOf(id("their-ticket-room"));
            case "their-ticket" ->
                assigned(id("waiting-ticket"), people.get("lena").userId());
            case "my-ticket" ->
                isStaff() ? assigned(id("waiting-ticket"), caller.userId()) : ticketOf(id("my-ticket-room"));
            case "my-closed-ticket" -> closed(id("my-ticket"));
            case "their-closed-ticket" -> closed(id("their-ticket"));
            case "their-l2-ticket" ->
                assigned(escalated(id("waiting-ticket")), people.get("ravi").userId());
            case "my-l2-ticket" ->
                isStaff() ? assigned(escalated(id("waiting-ticket")), caller.userId()) : id("my-ticket");
            case "offer" -> offered(id("offered-ticket"), isStaff() ? caller.userId() : id("a-colleague"));
            case "offered-ticket" -> assigned(id("waiting-ticket"), mona.userId());
            case "my-offer" -> offered(id("my-ticket"), id("a-colleague"));
            case "my-device" -> hasOwn() ? device(caller) : id("their-device");
            case "their-device" -> device(mona);
            case "rule" ->
                post(ada, "/automation-rules", Map.of("trigger", "first_message", "content", "Welcome"))
                        .expect(201)
                        .text("ruleId");
            case "webhook" -> webhook();
            default -> throw new IllegalArgumentException("rights.txt speaks of " + name);
        };
    }

    /** Takes away what there may be only a few of. */
    void remove() {
        if (made.containsKey("my-ticket-room")) {
            // The call may have closed it.
            post(ada, "/tickets/" + ticketOf(made.get("my-ticket-room")) + "/close", Map.of());
        }
        if (made.containsKey("rule")) {
            chat.as(ada).delete("/automation-rules/" + made.get("rule"));
        }
        if (made.containsKey("webhook")) {
            chat.as(ada).delete("/webhooks/" + made.get("webhook"));
        }
    }

    /** The others act in many rows, and may do no more per second than anybody. */
    private Answer post(User author, String path, Object body) {
        return await().pollInterval(Duration.ofMillis(100))
                .until(() -> chat.as(author).post(path, body), answer -> answer.status() != 429);
    }

    private boolean isStaff() {
        return STAFF.contains(caller.userRole());
    }

    private boolean hasOwn() {
        return isStaff() || caller.userRole().equals("client");
    }

    private User partner() {
        return isStaff() ? people.get("carol") : people.get("lena");
    }

    private String talk(User one, User other) {
        return post(one, "/conversations", Map.of("userId", other.userId()))
                .expect(200)
                .text("conversationId");
    }

    /** @return the number of a message that this person has written there */
    private String words(User author, String conversationId) {
        return post(author, "/conversations/" + conversationId + "/messages", Map.of("content", "words"))
                .expect(201)
                .json()
                .path("seq")
                .asString();
    }

    /** One pixel, whose thumbnail is there. */
    private String picture(User uploader, String conversationId) {
        String id = chat.as(uploader)
                .with("Content-Type", "application/octet-stream")
                .post("/conversations/" + conversationId + "/attachments", PNG)
                .expect(201)
                .text("attachmentId");
        await("a thumbnail")
                .until(() -> chat.as(uploader)
                                .get("/attachments/" + id + "/thumbnail")
                                .status()
                        == 200);
        return id;
    }

    /** @param posted whether a message has it */
    private String file(User uploader, String conversationId, boolean posted) {
        String id = post(uploader, "/conversations/" + conversationId + "/attachments", Map.of("a", "file"))
                .expect(201)
                .text("attachmentId");
        if (posted) {
            Map<String, Object> message = Map.of("content", "", "attachmentIds", List.of(id));
            post(uploader, "/conversations/" + conversationId + "/messages", message)
                    .expect(201);
        }
        return id;
    }

    private String room(String kind, String member) {
        return post(
                        mona,
                        "/rooms",
                        Map.of(
                                "name",
                                "rights",
                                "kind",
                                kind,
                                "ticketId",
                                UUID.randomUUID().toString().substring(0, 20),
                                "memberIds",
                                List.of(member)))
                .expect(201)
                .text("roomId");
    }

    private static String ticketOf(String roomId) {
        return roomId.substring("ticket-".length());
    }

    private String assigned(String ticketId, String assigneeId) {
        post(ada, "/tickets/" + ticketId + "/assign", Map.of("assigneeId", assigneeId))
                .expect(200);
        return ticketId;
    }

    private String closed(String ticketId) {
        post(ada, "/tickets/" + ticketId + "/close", Map.of()).expect(200);
        return ticketId;
    }

    private String escalated(String ticketId) {
        post(ada, "/tickets/" + ticketId + "/escalate", Map.of("tier", "l2")).expect(200);
        return ticketId;
    }

    private String offered(String ticketId, String toId) {
        Answer answer = post(ada, "/tickets/" + ticketId + "/handovers", Map.of("toId", toId));
        return answer.status() == 200
                ? answer.json().at("/ticket/handover/handoverId").asString()
                : UUID.randomUUID().toString();
    }

    private String device(User user) {
        String id = UUID.randomUUID().toString();
        chat.database()
                .update(
                        "insert into push_subscription (subscription_id, user_id, endpoint_hash, endpoint, p256dh, auth,"
                                + " created_at) values (?, ?, ?, 'https://push.example.org/x', 'x', 'x', current_timestamp)",
                        id,
                        user.userId(),
                        id);
        return id;
    }

    /**
     * Written into the database, since this server calls nobody; it waits for events that do not
     * exist.
     */
    private String webhook() {
        String id = UUID.randomUUID().toString();
        chat.database()
                .update(
                        "insert into webhook (webhook_id, url, events, secret, created_at)"
                                + " values (?, 'https://hooks.example.org/x', 'nothing.happens', 'x', current_timestamp)",
                        id);
        return id;
    }
}
