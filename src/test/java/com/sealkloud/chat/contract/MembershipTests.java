package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.conversation.Audiences;
import com.sealkloud.chat.program.ProgramRequest;
import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.IdentityProvider;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import com.sealkloud.chat.ticket.TicketRooms;
import com.sealkloud.chat.transcript.SpokenWords;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.EventType;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Which memberships remain when a user is removed, gets another role, or is disabled. */
class MembershipTests extends EitherBroker {

    private String requesterOf(User asker, String roomId) {
        return as(asker)
                .get("/rooms/" + roomId)
                .expect(200)
                .json()
                .at("/ticket/requesterId")
                .asString("");
    }

    private void becomes(User user, String role) {
        as(cast.ada())
                .patch("/users/" + user.userId(), Map.of("userRole", role))
                .expect(200);
    }

    private static User as(User user, String role) {
        return new User(
                user.userId(), user.userName(), role, IdentityProvider.token(user.userId(), user.userName(), role));
    }

    private List<String> conversationsOf(User user) {
        return as(user).get("/conversations?limit=200").list("items").stream()
                .map(conversation -> conversation.required("conversationId").stringValue())
                .toList();
    }

    private String direct(User one, User other) {
        String conversation =
                as(one).post("/conversations", Map.of("userId", other.userId())).text("conversationId");
        says(one, conversation, "hello");
        return conversation;
    }

    private void says(User user, String conversationId, String content) {
        as(user).post("/conversations/" + conversationId + "/messages", Map.of("content", content))
                .expect(201);
    }

    /** A transcript of a long conversation takes minutes, at a slow reader. */
    @Test
    void whoeverIsPutOutGetsNoFurtherPageOfATranscript() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        String room = teamRoom(lena, ravi);
        says(lena, room, "for ravi");
        SpokenWords words = chat.bean(SpokenWords.class);
        Person reader = new Person(ravi.userId(), ravi.userName(), Role.EMPLOYEE_L2);
        SpokenWords.Heading heading = words.heading(reader, room);
        assertThat(words.after(reader, heading, 0)).hasSize(1);

        as(lena).delete("/rooms/" + room + "/members/" + ravi.userId()).expect(204);

        says(lena, room, "not for ravi");
        assertThatThrownBy(() -> words.after(reader, heading, 0)).isInstanceOf(Refusal.class);
    }

    @Test
    void aClientWhoIsPutOutIsNoLongerTheRequesterAndTheNextOneIs() {
        User lena = cast.lena();
        User dave = cast.dave();
        Session carol = connect(cast.carol());
        String roomId = ticketRoom(lena, carol.user());

        as(lena).delete("/rooms/" + roomId + "/members/" + carol.user().userId())
                .expect(204);

        carol.isRefused("/app/join_room", Map.of("roomId", roomId), "not_found");
        assertThat(requesterOf(lena, roomId)).isEmpty();
        as(lena).put("/rooms/" + roomId + "/members/" + dave.userId()).expect(204);
        as(dave).get("/conversations/" + roomId).expect(200);
        assertThat(requesterOf(lena, roomId)).isEqualTo(dave.userId());
        as(lena).put("/rooms/" + roomId + "/members/" + carol.user().userId()).expectProblem(403, "forbidden");
    }

    @Test
    void staffChangeTheRequesterInOneStep() {
        User lena = cast.lena();
        User carol = cast.carol();
        User dave = cast.dave();
        Session staff = connect(cast.ravi()).hears("/topic/tickets");
        Session next = connect(dave);
        String roomId = ticketRoom(lena, carol);
        String path = "/tickets/" + roomId.replaceFirst("ticket-", "");

        as(carol).patch(path, Map.of("requesterId", carol.userId())).expectProblem(403, "forbidden");
        as(dave).patch(path, Map.of("requesterId", dave.userId())).expectProblem(404, "not_found");
        as(cast.ticketService())
                .patch(path, Map.of("requesterId", dave.userId()))
                .expectProblem(403, "forbidden");
        as(lena).patch(path, Map.of("requesterId", cast.ravi().userId())).expectProblem(403, "forbidden");
        as(lena).patch(path, Map.of("requesterId", "nobody")).expectProblem(404, "not_found");
        as(lena).patch(path, Map.of()).expectProblem(400, "bad_request");
        as(carol).get("/conversations/" + roomId).expect(200);

        as(lena).patch(path, Map.of("requesterId", dave.userId())).expect(200);

        assertThat(requesterOf(lena, roomId)).isEqualTo(dave.userId());
        as(dave).get("/conversations/" + roomId).expect(200);
        as(carol).get("/conversations/" + roomId).expectProblem(404, "not_found");
        Event told =
                staff.awaits("ticket_changed", event -> event.text("roomId").equals(roomId));
        assertThat(told.text("change")).isEqualTo("requester_changed");
        assertThat(told.text("requesterId")).isEqualTo(dave.userId());
        assertThat(told.text("conversationId")).isEqualTo("notes-" + roomId);

        as(lena).delete("/rooms/" + roomId + "/members/" + dave.userId()).expect(204);
        staff.awaits(
                "ticket_changed",
                event -> event.text("roomId").equals(roomId) && !event.json().has("requesterId"));
        as(lena).put("/rooms/" + roomId + "/members/" + dave.userId()).expect(204);
        next.hearsRoom(roomId);
        settle(next, staff);
        assertThat(staff.heard("ticket_changed", event -> event.text("roomId").equals(roomId)))
                .extracting(event -> event.json().path("requesterId").asString("nobody"))
                .containsExactly(dave.userId(), "nobody", dave.userId());
        assertThat(next.heard("ticket_changed")).isEmpty();
        assertThat(as(dave).get("/conversations/" + roomId + "/events?limit=200")
                        .expect(200)
                        .body())
                .contains(dave.userId())
                .doesNotContain("ticket_changed", "requester");
    }

    @Test
    void anEmployeeWhoBecomesAClientKeepsNothingThatShowsThemOtherClients() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        User dave = cast.dave();
        String team = teamRoom(lena, ravi);
        String ticket = ticketRoom(lena, ravi, dave);
        String path = "/tickets/" + ticket.replaceFirst("ticket-", "");
        as(ravi).post(path + "/claim", Map.of()).expect(200);
        String withClient = direct(ravi, dave);
        String withStaff = direct(ravi, lena);
        Session noting = connect(lena);
        noting.says("/app/room_message", Map.of("roomId", ticket, "content", "a note", "note", true));
        noting.says("/app/room_message", Map.of("roomId", team, "content", "among staff"));
        User client = as(ravi, "client");
        becomes(ravi, "client");

        assertThat(conversationsOf(client)).containsExactly(withStaff);
        assertThat(chat.bean(Audiences.class).unreadTotals(List.of(ravi.userId())))
                .isEmpty();
        for (String gone : List.of(team, ticket, "notes-" + ticket, withClient)) {
            as(client).get("/conversations/" + gone + "/messages").expectProblem(404, "not_found");
        }
        as(client)
                .post("/conversations/" + ticket + "/messages", Map.of("content", "x"))
                .expectProblem(404, "not_found");
        assertThat(as(lena).get("/rooms/" + ticket).list("members"))
                .extracting(member -> member.required("userId").stringValue())
                .doesNotContain(ravi.userId());
        JsonNode queued = as(lena).get(path).expect(200).json().required("ticket");
        assertThat(queued.has("assigneeId")).isFalse();

        // What was said stays for whoever was told, and goes no further.
        assertThat(as(dave).get("/conversations/" + withClient + "/messages").list("messages"))
                .hasSize(1);
        as(dave).post("/conversations/" + withClient + "/messages", Map.of("content", "x"))
                .expectProblem(403, "forbidden");
        says(client, withStaff, "still here");

        becomes(ravi, "employee_l2");
        User staff = as(ravi, "employee_l2");
        assertThat(conversationsOf(staff)).containsExactly(withStaff);
        says(staff, direct(dave, staff), "again");
        assertThat(conversationsOf(staff)).contains(withClient);
    }

    /** JPA compares all that it has in memory with each query, and there are some for each room. */
    @Test
    void fewRoomsAreInMemoryAtATimeWhenSomebodyLeavesHundreds() {
        User ravi = cast.ravi();
        List<Object[]> rooms =
                Stream.generate(() -> new Object[] {newId()}).limit(500).toList();
        chat.database().batchUpdate("""
                        insert into conversation (conversation_id, kind, name, last_seq, last_message_seq, last_event_at)
                        values (?, 'TEAM', 'many', 0, 0, current_timestamp)""", rooms);
        chat.database()
                .batchUpdate(
                        """
                        insert into participant (conversation_id, user_id, last_read_seq, read_published, joined_at)
                        values (?, ?, 0, true, current_timestamp)""",
                        rooms.stream()
                                .map(room -> new Object[] {room[0], ravi.userId()})
                                .toList());
        AtomicInteger most = new AtomicInteger();
        AutoFlushEventListener counting =
                event -> most.accumulateAndGet(event.getNumberOfEntitiesProcessed(), Math::max);
        chat.bean(EntityManagerFactory.class)
                .unwrap(SessionFactoryImplementor.class)
                .getEventEngine()
                .getListenerRegistry()
                .appendListeners(EventType.AUTO_FLUSH, counting);

        becomes(ravi, "client");

        assertThat(most).hasPositiveValue().hasValueLessThan(rooms.size());
        assertThat(as(cast.ada()).get("/users/" + ravi.userId()).expect(200).text("userRole"))
                .isEqualTo("client");
        assertThat(conversationsOf(as(ravi, "client"))).isEmpty();
        assertThat(chat.database()
                        .queryForObject(
                                "select count(*) from log_entry where type = 'member_left' and payload like ?",
                                Integer.class,
                                "%" + ravi.userId() + "%"))
                .isEqualTo(rooms.size());
    }

    @Test
    void theRoleOfAnIdentityProviderDoesTheSameAtOnce() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        String team = teamRoom(lena, ravi);
        Session session = connect(ravi).hearsRoom(team);

        as(as(ravi, "client")).get("/me").expect(200);

        await().until(() ->
                !session.heard("error").isEmpty() || session.socket().isClosed());
        assertThat(as(lena).get("/rooms/" + team).list("members")).hasSize(1);
    }

    @Test
    void whoBecomesAClientWhileTheyClaimATicketDoesNotGetIt() {
        User ravi = cast.ravi();
        String ticket = ticketRoom(cast.lena(), cast.carol());
        String path = "/tickets/" + ticket.replaceFirst("ticket-", "");

        whileBecomingAClient(ravi, () -> as(ravi).post(path + "/claim", Map.of()))
                .expectProblem(403, "forbidden");
        expectNobodyHas(path);
    }

    @Test
    void whoBecomesAClientWhileTheyAreOfferedATicketDoesNotGetIt() {
        User ravi = cast.ravi();
        User lena = cast.lena();
        String path = "/tickets/" + ticketRoom(lena, cast.carol()).replaceFirst("ticket-", "");
        as(lena).post(path + "/claim", Map.of()).expect(200);

        whileBecomingAClient(ravi, () -> as(lena).post(path + "/handovers", Map.of("toId", ravi.userId())))
                .expectProblem(403, "forbidden");
    }

    @Test
    void whoBecomesAClientWhileAProgramGivesThemATicketDoesNotGetIt() {
        User ravi = cast.ravi();
        String ticket = ticketRoom(cast.lena(), cast.carol()).replaceFirst("ticket-", "");
        TicketRooms rooms = chat.bean(TicketRooms.class);
        User service = cast.ticketService();
        Person sender = new Person(service.userId(), service.userName(), Role.SERVICE);

        RefusalCode refused = whileBecomingAClient(ravi, () -> {
            try {
                rooms.assigned(new ProgramRequest(sender, null, "", null), ticket, ravi.userId());
                return null;
            } catch (Refusal refusal) {
                return refusal.code();
            }
        });

        assertThat(refused).isEqualTo(RefusalCode.FORBIDDEN);
        expectNobodyHas("/tickets/" + ticket);
    }

    @Test
    void whoBecomesAClientWhileTheyAreBroughtIntoARoomOfStaffDoesNotGetIn() {
        User ravi = cast.ravi();
        User lena = cast.lena();
        String team = teamRoom(lena);

        whileBecomingAClient(ravi, () -> as(lena).put("/rooms/" + team + "/members/" + ravi.userId()))
                .expectProblem(403, "forbidden");
        becomes(ravi, "employee_l1");
        whileBecomingAClient(
                        ravi,
                        () -> as(lena).post(
                                        "/rooms",
                                        Map.of("name", "x", "kind", "team", "memberIds", List.of(ravi.userId()))))
                .expectProblem(403, "forbidden");
    }

    /** Their session is closed a little later: a frame that it has sent by then comes too late. */
    @Test
    void whoIsErasedWhileTheyJoinARoomDoesNotComeBackUnderTheirName() {
        User lena = cast.lena();
        User gone = cast.one("Quagga", "employee_l2");
        String team = teamRoom(lena);
        Session joining = connect(gone);

        whileErased(gone, () -> joining.sends("/app/join_room", Map.of("roomId", team)));

        assertThat(joining.awaits("error").text("code")).isEqualTo("not_found");
        assertThat(eventsOf(lena, team)).doesNotContain("Quagga", gone.userId());
        assertThat(as(lena).get("/rooms/" + team).list("members")).hasSize(1);
    }

    @Test
    void whoBecomesAClientWhileTheyJoinARoomOfStaffDoesNotGetIn() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        String team = teamRoom(lena);
        Session joining = connect(ravi);

        whileBecomingAClient(ravi, () -> joining.sends("/app/join_room", Map.of("roomId", team)));

        assertThat(joining.awaits("error").text("code")).isEqualTo("not_found");
        assertThat(eventsOf(lena, team)).doesNotContain(ravi.userId());
    }

    @Test
    void whoJoinsTheStaffWhileATicketIsMadeTheirsIsNotItsRequester() {
        User lena = cast.lena();
        User dave = cast.dave();
        String ticket = ticketRoom(lena, cast.carol());
        String path = "/tickets/" + ticket.replaceFirst("ticket-", "");

        whileChanging(
                        "user_role = 'EMPLOYEE_L1'",
                        dave,
                        () -> as(lena).patch(path, Map.of("requesterId", dave.userId())))
                .expectProblem(403, "forbidden");
        assertThat(requesterOf(lena, ticket)).isNotEqualTo(dave.userId());
    }

    private String eventsOf(User reader, String conversationId) {
        return as(reader)
                .get("/conversations/" + conversationId + "/events?limit=200")
                .expect(200)
                .body();
    }

    private void expectNobodyHas(String ticketPath) {
        assertThat(as(cast.lena())
                        .get(ticketPath)
                        .expect(200)
                        .json()
                        .required("ticket")
                        .has("assigneeId"))
                .isFalse();
    }

    @Test
    void whoBecomesAProgramKeepsNothingAndWhoBecomesStaffHearsTheNotes() {
        User lena = cast.lena();
        User carol = cast.carol();
        User dave = cast.dave();
        String ticket = ticketRoom(lena, carol);
        String direct = direct(carol, lena);
        String daves = ticketRoom(lena, dave);

        becomes(carol, "service");
        becomes(dave, "employee_l1");

        assertThat(as(lena).get("/rooms/" + ticket).list("members")).hasSize(1);
        assertThat(requesterOf(lena, ticket)).isEmpty();
        as(lena).post("/conversations/" + direct + "/messages", Map.of("content", "x"))
                .expectProblem(403, "forbidden");
        as(as(dave, "employee_l1"))
                .get("/conversations/notes-" + daves + "/messages")
                .expect(200);
    }

    @Test
    void aMemberWhoIsDisabledIsShownToStaffAndCanBePutOut() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        User carol = cast.carol();
        String roomId = ticketRoom(lena, ravi, carol);
        as(cast.ada())
                .patch("/users/" + ravi.userId(), Map.of("enabled", false))
                .expect(200);

        for (User asker : List.of(lena, cast.ticketService())) {
            for (String path : List.of("/rooms/", "/conversations/")) {
                assertThat(as(asker).get(path + roomId).expect(200).list("members"))
                        .filteredOn(member -> !member.path("enabled").asBoolean(true))
                        .extracting(member -> member.required("userId").stringValue())
                        .containsExactly(ravi.userId());
            }
        }
        assertThat(as(carol).get("/conversations/" + roomId).list("members"))
                .noneMatch(member ->
                        member.required("userId").stringValue().equals(ravi.userId()) || member.has("enabled"));

        as(lena).delete("/rooms/" + roomId + "/members/" + ravi.userId()).expect(204);

        assertThat(as(lena).get("/rooms/" + roomId).list("members")).hasSize(2);
        as(cast.ada()).patch("/users/" + ravi.userId(), Map.of("enabled", true)).expect(200);
        assertThat(as(lena).get("/rooms/" + roomId).list("members")).hasSize(2);
    }
}
