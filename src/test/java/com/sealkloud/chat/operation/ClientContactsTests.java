package com.sealkloud.chat.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code chat.clients-see-staff=contacts}. */
@ExtendWith(Servers.class)
class ClientContactsTests {

    @Test
    void clientsSeeAndAddressOnlyThoseWithWhomTheyShareAConversation() {
        try (Chat chat = Servers.start(Mode.EMBEDDED_H2, "--chat.clients-see-staff=contacts")) {
            User carol = chat.logIn("carol", "chat-demo");
            User lena = chat.logIn("lena", "chat-demo");
            Session client = chat.connect(carol).hears("/topic/presence.employees");
            Session staff =
                    chat.connect(lena).hears("/topic/presence.employees").hears("/topic/presence.clients");

            assertThat(seenBy(chat, carol, "id")).isEmpty();
            assertThat(seenBy(chat, carol, "presence")).isEmpty();
            chat.as(carol).get("/users/lena").expectProblem(404, "not_found");
            chat.as(carol).post("/conversations", Map.of("userId", "lena")).expectProblem(404, "not_found");
            client.isRefused("/app/message", Map.of("receiverId", "lena", "content", "Hello"), "not_found");
            client.isRefused("/app/typing_start", Map.of("receiverId", "lena"), "not_found");

            staff.says("/app/message", Map.of("receiverId", "carol", "content", "How can I help?"));
            client.awaitsContent("How can I help?");
            assertThat(seenBy(chat, carol, "id")).containsExactly("lena");
            assertThat(seenBy(chat, carol, "presence")).containsExactly("lena");
            chat.as(carol).get("/users/lena").expect(200);
            client.says("/app/message", Map.of("receiverId", "lena", "content", "Thank you"));
            staff.awaitsContent("Thank you");

            chat.connect(chat.logIn("ravi", "chat-demo"));
            staff.awaits("user_online", event -> event.text("userId").equals("ravi"));
            assertThat(client.heard("user_online")).isEmpty();
            assertThat(seenBy(chat, lena, "id")).contains("carol", "dave", "ravi", "mona", "ada");

            chat.as(lena)
                    .post(
                            "/rooms",
                            Map.of(
                                    "name", "Printer on fire",
                                    "kind", "ticket",
                                    "ticketId", "offered",
                                    "memberIds", List.of("carol")))
                    .expect(201);
            chat.as(lena).post("/tickets/offered/claim", Map.of()).expect(200);
            chat.as(lena)
                    .post("/tickets/offered/handovers", Map.of("toId", "ravi"))
                    .expect(200);
            assertThat(seenBy(chat, carol, "id"))
                    .as("ravi has not accepted the ticket yet")
                    .containsExactly("lena");
        }
    }

    private static List<String> seenBy(Chat chat, User user, String sort) {
        return chat.as(user).get("/users?sort=" + sort).expect(200).list("items").stream()
                .map(person -> person.required("userId").stringValue())
                .filter(userId -> !userId.equals(user.userId()))
                .toList();
    }
}
