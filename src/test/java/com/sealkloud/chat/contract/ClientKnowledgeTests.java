package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.PushReceiver.Device;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients learn of their tickets, by every way on which something reaches them. */
class ClientKnowledgeTests extends EitherBroker {

    private static final List<String> INNER = List.of(
            "\"tier\"",
            "\"l2\"",
            "\"l3\"",
            "attended",
            "formerAssigneeId",
            "\"reason\"",
            "by_hand",
            "nobody_on_duty",
            "escalat",
            "returned",
            "andover",
            "handed_over",
            "\"since\"",
            "canary");

    private static final String THUMB = "%F0%9F%91%8D";

    private User dave;
    private User lena;
    private User ravi;
    private User mona;
    private User ada;
    private String room;
    private String ticket;

    @BeforeEach
    void aTicketOfDave() {
        dave = cast.dave();
        lena = cast.lena();
        ravi = cast.ravi();
        mona = cast.mona();
        ada = cast.ada();
        room = ticketRoom(ada, dave);
        ticket = room.substring("ticket-".length());
    }

    private void step(User user, String step, Object body) {
        as(user).post("/tickets/" + ticket + "/" + step, body).expect(200);
    }

    private String offer(User from, User to) {
        return as(from).post("/tickets/" + ticket + "/handovers", Map.of("toId", to.userId(), "note", "canary"))
                .expect(200)
                .json()
                .at("/ticket/handover/handoverId")
                .stringValue();
    }

    /** What a person reads of the room. */
    private String reads(User reader) {
        String conversation = "/conversations/" + room;
        return Stream.of(
                        "/conversations?limit=200",
                        conversation,
                        conversation + "/events?limit=200",
                        conversation + "/messages",
                        conversation + "/timeline",
                        conversation + "/timeline?around=2",
                        conversation + "/transcript?format=json",
                        conversation + "/transcript?format=text",
                        conversation + "/transcript?format=html")
                .map(path -> as(reader).get(path).expect(200).body())
                .reduce("", String::concat);
    }

    private static String hearsAll(Session session) {
        return session.heard().toString();
    }

    /** The rest of what tells of people; {@code RightsTableTests} makes every call there is. */
    private String readsOfPeople(User reader, long seq) {
        return Stream.of(
                        "/users?limit=200",
                        "/users?sort=presence&limit=200",
                        "/users?role=employee_l1&limit=200",
                        "/users/" + mona.userId(),
                        "/conversations/" + room + "/pins",
                        "/conversations/" + room + "/messages/" + seq + "/reactions/" + THUMB,
                        "/search/messages?q=Quokka")
                .map(path -> as(reader).get(path).expect(200).body())
                .reduce(reads(reader), String::concat);
    }

    @Test
    void clientsAreNotToldOfWhichTierSomebodyIs() {
        Device device = Servers.pushReceiver().newDevice();
        as(dave).post("/me/push-subscriptions", device.subscription()).expect(201);
        step(mona, "claim", Map.of());
        Session staff = connect(mona).hearsRoom(room);
        long seq = as(mona).post("/conversations/" + room + "/messages", Map.of("content", "Quokka"))
                .expect(201)
                .number("seq");
        await().until(() -> device.deliveries().toString().contains("Quokka"));
        Session listening = connect(dave).hearsRoom(room).hears("/topic/presence.employees");
        String message = "/conversations/" + room + "/messages/" + seq;
        as(mona).put(message + "/reactions/" + THUMB).expect(204);
        as(mona).put(message + "/pin").expect(204);
        as(ada).patch("/users/" + mona.userId(), Map.of("userName", "mona the second"))
                .expect(200);
        listening.says("/app/user_join", Map.of());
        listening.says("/app/join_room", Map.of("roomId", room));
        listening.awaits("room_joined");
        settle(listening, staff);
        settleNotifications(listening);

        assertThat(hearsAll(listening)).contains("employee_l1").doesNotContain(TIERS);
        assertThat(readsOfPeople(dave, seq)).contains(mona.userId()).doesNotContain(TIERS);
        assertThat(as(dave).get("/users?role=employee_l3&limit=200").list("items"))
                .isEmpty();
        assertThat(device.deliveries().toString()).contains("employee_l1").doesNotContain(TIERS);
        assertThat(hearsAll(staff)).contains("employee_l3");
        assertThat(readsOfPeople(mona, seq)).contains("employee_l3").contains("(employee_l3)");
    }

    private void assertKnowsNothing(String what) {
        assertThat(what).contains(room).doesNotContain(INNER).doesNotContain(ravi.userId());
    }

    @Test
    void clientsLearnWhoHasTheTicketAndNothingOfTheWayThere() {
        Device device = Servers.pushReceiver().newDevice();
        as(dave).post("/me/push-subscriptions", device.subscription()).expect(201);
        Session listening = connect(dave).hearsRoom(room);
        Session staff = connect(lena).hears("/topic/tickets");
        step(lena, "escalate", Map.of("tier", "l2", "note", "canary"));
        step(mona, "claim", Map.of());
        step(ada, "return", Map.of("tier", "l1", "note", "canary", "observe", true));
        step(ada, "assign", Map.of("assigneeId", lena.userId()));
        String declined = offer(lena, ravi);
        listening.says("/app/user_join", Map.of());
        String whileOffered = reads(dave);
        step(ravi, "handovers/" + declined + "/decline", Map.of("note", "canary"));
        String accepted = offer(lena, mona);
        step(mona, "handovers/" + accepted + "/accept", Map.of());
        as(mona).post("/conversations/" + room + "/messages", Map.of("content", "Here I am"))
                .expect(201);

        listening.awaitsContent("Here I am");
        listening.awaits("user_joined");
        settle(listening, staff);
        settleNotifications(listening);

        assertKnowsNothing(hearsAll(listening));
        assertKnowsNothing(whileOffered);
        assertKnowsNothing(reads(dave));
        assertThat(device.deliveries().toString()).doesNotContain(INNER);
        List<String> owners = new ArrayList<>();
        listening
                .heard("ticket_changed")
                .forEach(event -> owners.add(event.json().path("assigneeId").asString("nobody")));
        assertThat(owners).containsExactly(mona.userId(), "nobody", lena.userId(), mona.userId());
        assertThat(listening.heard(
                        "member_joined", event -> event.text("userId").equals(mona.userId())))
                .isNotEmpty();
        assertThat(as(dave).get("/conversations/" + room).expect(200).body())
                .contains(mona.userId())
                .contains("\"closed\":false");

        String known = reads(mona)
                + as(mona).get("/conversations/notes-" + room + "/events?limit=200")
                        .body();
        assertThat(known)
                .as("what staff read")
                .contains("\"tier\":\"l2\"", "\"reason\":\"by_hand\"", "formerAssigneeId", "\"returned\"", "declined")
                .contains(ravi.userId());
        staff.awaits("ticket_changed", event -> event.text("change").equals("escalated"));
        staff.awaits(
                "ticket_changed",
                event -> event.json().path("formerAssigneeId").asString("").equals(lena.userId()));
    }

    /** Whoever looks into a ticket before accepting it is not to appear by doing so. */
    @Test
    void clientsDoNotNoticeThatSomebodyLooksIntoTheTicketThatIsOfferedToThem() {
        step(lena, "claim", Map.of());
        as(dave).post("/conversations/" + room + "/messages", Map.of("content", "It burns"))
                .expect(201);
        String handover = offer(lena, ravi);
        Session client = connect(dave).hearsRoom(room);
        Session owner = connect(lena).hearsRoom(room).hears("/topic/notes." + room);
        Session receiver = connect(ravi);

        receiver.says("/app/read", Map.of("conversationId", room, "seq", 1));
        receiver.says("/app/typing_start", Map.of("roomId", room));
        receiver.says("/app/typing_stop", Map.of("roomId", room));
        client.says("/app/join_room", Map.of("roomId", room));

        assertThat(owner.awaits("read").text("userId")).isEqualTo(ravi.userId());
        assertThat(owner.awaits("typing_start").text("roomId")).isEqualTo(room);
        owner.awaits("typing_stop");
        client.awaits("room_joined");
        settle(client, owner);
        assertThat(hearsAll(client)).contains(room).doesNotContain(ravi.userId());

        step(ravi, "handovers/" + handover + "/accept", Map.of());
        receiver.says("/app/read", Map.of("conversationId", room, "seq", 2));
        assertThat(client.awaits("read").text("userId")).isEqualTo(ravi.userId());
    }

    @Test
    void clientsDoNotLearnWhoHasTakenAMessageAway() {
        long seq = as(dave).post("/conversations/" + room + "/messages", Map.of("content", "My password is x"))
                .expect(201)
                .number("seq");
        Session client = connect(dave).hearsRoom(room);

        User admin = cast.ada();
        as(admin).delete("/conversations/" + room + "/messages/" + seq).expect(204);

        assertThat(client.awaits("message_deleted").has("actorId")).isFalse();
        assertThat(reads(dave)).contains("moderation").doesNotContain(admin.userId());
    }

    @Test
    void whatWasLoggedBeforeIsReadByClientsWithoutIt() {
        long seq = as(ada).get("/rooms/" + room).number("lastSeq");
        log(seq + 1, "escalated", "\"tier\":\"l2\",\"reason\":\"nobody_on_duty\",\"formerAssigneeId\":\"lena\"");
        log(seq + 2, "unattended", "\"tier\":\"l2\",\"actorId\":\"canary\"");
        chat.database().update("update conversation set last_seq = ? where conversation_id = ?", seq + 2, room);

        assertKnowsNothing(reads(dave));
        assertThat(as(dave).get("/conversations/" + room + "/events?after=" + seq)
                        .list("items"))
                .extracting(event -> event.path("seq").longValue())
                .containsExactly(seq + 1, seq + 2);
        assertThat(as(ada).get("/conversations/" + room + "/events?after=" + seq)
                        .body())
                .contains("\"nobody_on_duty\"", "\"unattended\"");
    }

    private void log(long seq, String change, String fields) {
        String payload = "{\"type\":\"ticket_changed\",\"conversationId\":\"%s\",\"seq\":%d,\"roomId\":\"%s\","
                        .formatted(room, seq, room)
                + "\"ticketId\":\"%s\",\"change\":\"%s\",\"title\":\"ticket\",\"closed\":false,\"unattended\":true,"
                        .formatted(ticket, change)
                + fields + ",\"timestamp\":\"2026-11-22T16:49:19.114Z\"}";
        chat.database()
                .update(
                        "insert into log_entry (conversation_id, seq, type, actor_id, occurred_at, payload)"
                                + " values (?, ?, 'ticket_changed', 'system', current_timestamp, ?)",
                        room,
                        seq,
                        payload);
    }
}
