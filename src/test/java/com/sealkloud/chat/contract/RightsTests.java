package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.conversation.DirectConversations;
import com.sealkloud.chat.testing.Frame;
import com.sealkloud.chat.testing.IdentityProvider;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Revoked rights end the flow of events without any action of the client. The contract promises a
 * second; on a machine that runs builds beside the tests, five are allowed.
 */
class RightsTests extends EveryRelay {
    private static final Duration ABOUT_A_SECOND = Duration.ofSeconds(5);

    @Test
    void endWithTheLogOut() {
        User lena = withPassword("lena", "employee_l1");
        Session session = connect(lena);
        Session otherDevice = connect(logInAgain(lena));

        as(lena).delete("/tokens").expect(204);

        assertCutOff(session);
        as(lena).get("/me").expectProblem(401, "authentication_required");
        settle(otherDevice);
        assertThat(otherDevice.socket().isClosed()).isFalse();
    }

    @Test
    void endWithTheLogOutOfAnIdentityProvidersToken() {
        User lena = cast.lena();
        Session session = connect(lena);

        as(lena).delete("/tokens").expect(204);

        assertCutOff(session);
        as(lena).get("/me").expectProblem(401, "authentication_required");
    }

    @Test
    void endWithTheAccount() {
        User lena = withPassword("lena", "employee_l1");
        Session session = connect(lena);
        Session ravi = connect(cast.ravi());
        User ada = cast.ada();

        as(ada).patch("/users/" + lena.userId(), Map.of("enabled", false)).expect(200);

        assertCutOff(session);
        as(lena).get("/me").expectProblem(401, "authentication_required");
        chat.asNobody()
                .post("/tokens", Map.of("username", lena.userId(), "password", "a long password"))
                .expectProblem(401, "authentication_required");
        settle(ravi);

        as(ada).patch("/users/" + lena.userId(), Map.of("enabled", true)).expect(200);
        connect(logInAgain(lena));
    }

    @Test
    void endWithThePassword() {
        User lena = withPassword("lena", "employee_l1");
        Session session = connect(lena);
        User outside = cast.lena();
        Session outsideSession = connect(outside);
        User ada = cast.ada();

        for (User user : List.of(lena, outside)) {
            as(ada).patch("/users/" + user.userId(), Map.of("password", "another password"))
                    .expect(200);
        }

        assertCutOff(session);
        assertCutOff(outsideSession);
        for (User user : List.of(lena, outside)) {
            as(user).get("/me").expectProblem(401, "authentication_required");
        }
        chat.asNobody()
                .post("/tokens", Map.of("username", lena.userId(), "password", "a long password"))
                .expectProblem(401, "authentication_required");
    }

    @Test
    void ofTheSessionThatChangesItsOwnPasswordGoOn() {
        User ada = withPassword("lena", "admin");
        User otherDevice = logInAgain(ada);

        as(ada).patch("/users/" + ada.userId(), Map.of("password", "another password"))
                .expect(200);

        as(ada).get("/me").expect(200);
        as(otherDevice).get("/me").expectProblem(401, "authentication_required");
    }

    @Test
    void thatEndedWithTheAccountDoNotComeBackWithIt() {
        User lena = withPassword("lena", "employee_l1");
        User outside = cast.lena();
        User ada = cast.ada();

        for (User user : List.of(lena, outside)) {
            as(ada).patch("/users/" + user.userId(), Map.of("enabled", false)).expect(200);
            as(ada).patch("/users/" + user.userId(), Map.of("enabled", true)).expect(200);
        }

        for (User user : List.of(lena, outside)) {
            as(user).get("/me").expectProblem(401, "authentication_required");
        }
        connect(logInAgain(lena));
        String later = IdentityProvider.token(new JWTClaimsSet.Builder()
                .subject(outside.userId())
                .claim("role", "employee_l1")
                .issueTime(Date.from(Instant.now().plusSeconds(2)))
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build());
        as(new User(outside.userId(), "lena", "employee_l1", later)).get("/me").expect(200);
    }

    @Test
    void endEverywhereWhenSomebodySaysSo() {
        User lena = withPassword("lena", "employee_l1");
        Session session = connect(lena);
        Session otherDevice = connect(logInAgain(lena));
        Session colleague = connect(cast.ravi());
        User outside = cast.lena();
        chat.database()
                .update(
                        "insert into push_subscription (subscription_id, user_id, endpoint_hash, endpoint, p256dh, auth,"
                                + " created_at) values (?, ?, ?, 'x', 'x', 'x', current_timestamp)",
                        newId(),
                        lena.userId(),
                        newId());

        as(lena).delete("/me/sessions").expect(204);
        as(outside).delete("/me/sessions").expect(204);

        assertCutOff(session);
        assertCutOff(otherDevice);
        as(lena).get("/me").expectProblem(401, "authentication_required");
        as(outside).get("/me").expectProblem(401, "authentication_required");
        assertThat(chat.database()
                        .queryForList(
                                "select subscription_id from push_subscription where user_id = ?",
                                String.class,
                                lena.userId()))
                .isEmpty();
        settle(colleague);
        assertThat(colleague.socket().isClosed()).isFalse();
        connect(logInAgain(lena));
    }

    @Test
    void endWithTheToken() {
        Instant expiry = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.SECONDS);
        User lena = cast.lena();
        User shortLived = new User(
                lena.userId(),
                "lena",
                "employee_l1",
                IdentityProvider.tokenUntil(expiry, lena.userId(), "lena", "employee_l1"));
        Session session = connect(shortLived);
        Session lasting = connect(lena);

        await().atMost(Duration.ofSeconds(3).plus(ABOUT_A_SECOND))
                .until(() -> session.socket().isClosed());

        assertThat(Instant.now()).isAfterOrEqualTo(expiry);
        assertThat(session.socket().awaits("ERROR").headers()).containsEntry("message", "authentication_required");
        settle(lasting);
    }

    @Test
    void toARoomEndWithTheMembership() {
        Session lena = connect(cast.lena());
        Session ravi = connect(cast.ravi());
        Session ravisPhone = connect(ravi.user());
        String roomId = ticketRoom(lena.user(), ravi.user());
        for (Session session : new Session[] {lena, ravi, ravisPhone}) {
            session.hearsRoom(roomId).hears("/topic/notes." + roomId);
        }

        as(lena.user()).delete("/rooms/" + roomId + "/members/" + ravi.userId()).expect(204);

        for (Session device : new Session[] {ravi, ravisPhone}) {
            await().atMost(ABOUT_A_SECOND)
                    .until(() ->
                            device.heard("error", event -> event.text("code").equals("forbidden"))
                                            .size()
                                    == 2);
        }
        lena.says("/app/room_message", Map.of("roomId", roomId, "content", "without ravi"));
        lena.says("/app/room_message", Map.of("roomId", roomId, "content", "noted without ravi", "note", true));
        lena.awaitsContent("without ravi");
        lena.awaitsContent("noted without ravi");
        settle(ravi, ravisPhone);
        assertThat(ravi.heardContent("without ravi")).isEmpty();
        assertThat(ravi.heardContent("noted without ravi")).isEmpty();
        assertThat(ravisPhone.heardContent("without ravi")).isEmpty();
        as(ravi.user()).get("/conversations/" + roomId).expectProblem(404, "not_found");
    }

    @Test
    void ofStaffEndWithTheRole() {
        User lena = withPassword("lena", "employee_l1");
        Session session = connect(lena).hears("/topic/presence.clients").hears("/topic/presence.employees");
        Session ravi = connect(cast.ravi());
        String roomId = teamRoom(ravi.user(), lena);
        session.hearsRoom(roomId);
        ravi.hearsRoom(roomId).hears("/topic/presence.clients");

        as(cast.ada())
                .patch("/users/" + lena.userId(), Map.of("userRole", "client"))
                .expect(200);

        await().atMost(ABOUT_A_SECOND)
                .until(() -> session.heard("error", event -> event.text("code").equals("forbidden"))
                                .size()
                        == 2);
        ravi.says("/app/room_message", Map.of("roomId", roomId, "content", "among staff"));
        User carol = cast.carol();
        connect(carol);
        ravi.awaitsContent("among staff");
        ravi.awaits("user_online", event -> event.text("userId").equals(carol.userId()));
        settle(session);
        assertThat(session.heardContent("among staff")).isEmpty();
        assertThat(session.heard("user_online", event -> event.text("userId").equals(carol.userId())))
                .isEmpty();
        session.isRefused("/app/room_message", Map.of("roomId", roomId, "content", "x"), "not_found");
        as(lena).get("/rooms").expectProblem(403, "forbidden");
        assertThat(as(lena).get("/me").text("userRole")).isEqualTo("client");
    }

    @Test
    void ofManyEndWithTheRolesThatAreImported() {
        User lena = withPassword("lena", "employee_l1");
        User formerAdmin = withPassword("ada", "admin");
        Session session = connect(lena).hears("/topic/presence.clients");

        as(cast.ada())
                .with("Content-Type", "text/csv")
                .call(
                        "POST",
                        "/users/import",
                        "userId,userName,userRole\n%s,lena,client\n%s,ada,employee_l1"
                                .formatted(lena.userId(), formerAdmin.userId()))
                .expect(200);

        await().atMost(ABOUT_A_SECOND)
                .until(() -> session.heard("error", event -> event.text("code").equals("forbidden"))
                                .size()
                        == 1);
        as(lena).get("/rooms").expectProblem(403, "forbidden");
        assertThat(as(formerAdmin).get("/me").text("userRole")).isEqualTo("employee_l1");
    }

    /** A session knows for up to a second no other role than the one it had. */
    @Test
    void toTalkEndOnceOneOfStaffIsAClient() {
        DirectConversations conversations = chat.bean(DirectConversations.class);
        User lena = withPassword("lena", "employee_l1");
        User carol = cast.carol();
        User dave = cast.dave();
        String open = conversations.between(person(lena), person(carol));

        as(cast.ada())
                .patch("/users/" + lena.userId(), Map.of("userRole", "client"))
                .expect(200);

        for (User client : List.of(carol, dave)) {
            assertThatThrownBy(() -> conversations.between(person(lena), person(client)))
                    .hasMessage("You may not talk to " + client.userId() + ".");
        }
        as(carol).get("/conversations/" + open + "/messages").expect(200);
        as(carol)
                .post("/conversations/" + open + "/messages", Map.of("content", "psst"))
                .expectProblem(403, "forbidden");
        assertThat(as(dave).get("/conversations").list("items")).isEmpty();
    }

    private static Person person(User user) {
        return new Person(
                user.userId(), user.userName(), Role.named(user.userRole()).orElseThrow());
    }

    @Test
    void ofAnAdministratorComeAndGoOnAnOpenSession() {
        User lena = withPassword("lena", "employee_l1");
        User ada = cast.ada();
        as(lena).post("/users", Map.of()).expectProblem(400, "bad_request");
        as(ada).patch("/users/" + lena.userId(), Map.of("userRole", "admin")).expect(200);

        as(lena).post("/users", Map.of("userId", "dave-" + newId(), "userName", "dave", "userRole", "client"))
                .expect(201);
    }

    /** What another node whose clock is an hour slow leaves in the database. */
    @Test
    void endWhateverTheClockOfTheNodeSaysThatHasChangedThem() {
        User lena = withPassword("lena", "employee_l1");
        Session session = connect(lena);

        chat.database().update("delete from access_token where user_id = ?", lena.userId());
        chat.database()
                .update(
                        "insert into access_change (user_id, changed_at) values (?, ?)",
                        lena.userId(),
                        OffsetDateTime.now(ZoneOffset.UTC).minusHours(1));

        assertCutOff(session);
    }

    @Test
    void ofOneDoNotDependOnAnother() {
        User lena = withPassword("lena", "employee_l1");
        Session lenas = connect(lena);
        Session ravi = connect(cast.ravi());
        User ada = cast.ada();
        Session carol = connect(cast.carol());
        String roomId = ticketRoom(ravi.user(), carol.user());
        carol.hearsRoom(roomId);

        // Two changes within one look of the server at what has changed.
        as(ravi.user())
                .delete("/rooms/" + roomId + "/members/" + carol.userId())
                .expect(204);
        as(ada).patch("/users/" + lena.userId(), Map.of("enabled", false)).expect(200);

        assertCutOff(lenas);
        await().atMost(ABOUT_A_SECOND).until(() -> !carol.heard("error").isEmpty());
    }

    @Test
    void thatChangedDoNotHideTheEndOfTheSession() {
        Session ravi = connect(cast.ravi()).hears("/topic/presence.employees");
        Session lena = connect(cast.lena());
        String roomId = teamRoom(ravi.user(), lena.user());
        lena.hearsRoom(roomId);
        as(ravi.user()).delete("/rooms/" + roomId + "/members/" + lena.userId()).expect(204);
        lena.awaits("error");

        lena.close();

        ravi.awaits("user_offline", event -> event.text("userId").equals(lena.userId()));
    }

    private void assertCutOff(Session session) {
        await().atMost(ABOUT_A_SECOND).until(() -> session.socket().isClosed());
        Frame error = session.socket().awaits("ERROR");
        assertThat(error.headers()).containsEntry("message", "authentication_required");
    }

    private User logInAgain(User user) {
        return chat.logIn(user.userId(), "a long password");
    }
}
