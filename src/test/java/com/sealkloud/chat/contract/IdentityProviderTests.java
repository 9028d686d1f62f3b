package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.sealkloud.chat.testing.IdentityProvider;
import com.sealkloud.chat.testing.Rest;
import com.sealkloud.chat.testing.StompSocket;
import com.sealkloud.chat.testing.User;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tokens of the helpdesk's own identity provider. */
class IdentityProviderTests extends EveryMode {

    @Test
    void introducePeopleAtFirstSight() {
        String userId = "lena-" + newId();
        User asker = cast.ravi();
        assertThat(as(asker).get("/users?query=" + userId).list("items")).isEmpty();

        assertThat(bearer(IdentityProvider.token(userId, "Lena of the helpdesk", "employee_l3"))
                        .get("/me")
                        .expect(200)
                        .text("userName"))
                .isEqualTo("Lena of the helpdesk");

        assertThat(as(asker).get("/users?query=" + userId).list("items"))
                .singleElement()
                .satisfies(user ->
                        assertThat(user.required("userRole").stringValue()).isEqualTo("employee_l3"));
    }

    @Test
    void introducePeopleOverStompToo() {
        String userId = "carol-" + newId();
        try (StompSocket socket = StompSocket.open(chat)) {
            socket.connect(IdentityProvider.token(userId, "carol", "client"));
            socket.awaits("CONNECTED");
        }
        assertThat(as(cast.ravi()).get("/users?query=" + userId).list("items")).hasSize(1);
    }

    @Test
    void changeRoleAndName() {
        User lena = cast.lena();

        User promoted = cast.withId(lena.userId(), "Lena", "employee_l2");

        assertThat(as(promoted).get("/me").text("userRole")).isEqualTo("employee_l2");
        assertThat(as(cast.ravi())
                        .get("/users?query=" + lena.userId())
                        .list("items")
                        .get(0)
                        .required("userName")
                        .stringValue())
                .isEqualTo("Lena");
    }

    @Test
    void areRefusedWhenTheyAreNotTheirs() {
        String userId = "lena-" + newId();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(userId)
                .claim("name", "lena")
                .claim("role", "admin")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build();
        String genuine = IdentityProvider.token(claims);
        for (String token : List.of(
                IdentityProvider.forgedToken(userId, "lena", "admin"),
                new PlainJWT(new PlainHeader(), claims).serialize(),
                genuine.substring(0, genuine.length() - 6) + "AAAAAA",
                genuine.substring(0, genuine.lastIndexOf('.') + 1),
                IdentityProvider.tokenUntil(Instant.now().minusSeconds(300), userId, "lena", "admin"))) {
            bearer(token).get("/me").expectProblem(401, "authentication_required");
            try (StompSocket socket = StompSocket.open(chat)) {
                socket.connect(token);
                socket.awaits("ERROR", "message", "authentication_required");
            }
        }
        assertThat(as(cast.ravi()).get("/users?query=" + userId).list("items")).isEmpty();
    }

    @Test
    void areRefusedForASubjectThatIsNoIdOfOurs() {
        for (String sub : List.of("a.b", "room.*", "a b", "", "x".repeat(65), "lena@example.org", "../x", "a/b")) {
            bearer(IdentityProvider.token(sub, "lena", "client"))
                    .get("/me")
                    .expectProblem(401, "authentication_required");
        }
        bearer(IdentityProvider.token(
                        new JWTClaimsSet.Builder().claim("role", "client").build()))
                .get("/me")
                .expectProblem(401, "authentication_required");
    }

    @Test
    void areRefusedForARoleThatDoesNotExist() {
        for (String role : List.of("boss", "", "ADMIN", "employee")) {
            bearer(IdentityProvider.token("lena-" + newId(), "lena", role))
                    .get("/me")
                    .expectProblem(401, "authentication_required");
        }
    }

    private Rest bearer(String token) {
        return chat.asNobody().with("Authorization", "Bearer " + token);
    }
}
