package com.sealkloud.chat.ownticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.User;
import java.io.ByteArrayInputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A trial begins with a helpdesk in which something has happened. */
@ExtendWith(Servers.class)
class DemoHelpdeskTests {

    private static List<JsonNode> tickets(Chat chat, User reader, String queue) {
        return chat.as(reader).get("/tickets?queue=" + queue).expect(200).list("items");
    }

    private static List<String> messages(Chat chat, User reader, String conversationId) {
        return chat
                .as(reader)
                .get("/conversations/" + conversationId + "/messages")
                .expect(200)
                .list("messages")
                .stream()
                .map(message -> message.path("senderName").stringValue())
                .toList();
    }

    private static int size(Chat chat) {
        return chat.database().queryForObject("select count(*) from log_entry", Integer.class);
    }

    /** As if each ticket had waited for ten minutes until its first answer. */
    private static void letClientsWait(Chat chat) {
        chat.database().update("""
                update log_entry set occurred_at = occurred_at - interval '10' minute
                where actor_id = (select requester_id from conversation c
                    where c.conversation_id = log_entry.conversation_id)""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "external"})
    void hasATicketInEachStateOnceHoweverOftenTheServerStarts(String keeper) throws Exception {
        try (Chat chat = Chat.start(
                List.of("--chat.demo=true", "--chat.data=" + Servers.newFolder(), "--chat.tickets=" + keeper))) {
            User lena = chat.logIn("lena", "chat-demo");
            assertThat(lena.userName()).isEqualTo("Lena Hoffmann");
            assertThat(tickets(chat, lena, "waiting")).hasSize(2);
            assertThat(tickets(chat, lena, "open"))
                    .extracting(item -> item.at("/ticket/tier").stringValue())
                    .containsOnlyOnce("l2");
            assertThat(tickets(chat, lena, "mine"))
                    .extracting(item -> item.at("/ticket/status").stringValue())
                    .containsExactlyInAnyOrder("open", "pending");
            assertThat(tickets(chat, lena, "closed"))
                    .extracting(item -> item.at("/ticket/status").stringValue())
                    .containsExactly("solved");
            assertThat(messages(chat, lena, "support"))
                    .containsExactlyInAnyOrder("Ada Novak", "Ravi Kumar", "Lena Hoffmann", "Mona Lindqvist");
            assertThat(tickets(chat, lena, "mine"))
                    .anySatisfy(ticket -> assertThat(messages(
                                    chat, lena, "notes-" + ticket.path("roomId").stringValue()))
                            .hasSize(1));
            User carol = chat.logIn("carol", "chat-demo");
            assertThat(chat.as(carol).get("/conversations").expect(200).list("items"))
                    .extracting(item -> item.path("kind").stringValue())
                    .contains("direct", "ticket");
            for (String userId : List.of("carol", "dave", "lena", "ravi", "mona", "ada")) {
                byte[] portrait = chat.as(lena).bytes("/users/" + userId + "/picture");
                assertThat(ImageIO.read(new ByteArrayInputStream(portrait)))
                        .as(userId)
                        .isNotNull();
            }
            await().untilAsserted(() -> assertThat(chat.database().queryForList("select * from outbox"))
                    .isEmpty());
            letClientsWait(chat);
            await("the answer time")
                    .until(() -> chat.as(carol).get("/support").json().has("answerSeconds"));
            assertThat(chat.as(carol).get("/support").expect(200).number("answerSeconds"))
                    .as("of ten minutes, and of what has passed meanwhile")
                    .isBetween(600L, 899L);
            int size = size(chat);

            chat.bean(DemoHelpdesk.class).open();
            assertThat(size(chat)).as("after another start").isEqualTo(size);

            chat.database().update("delete from ticket_command");
            chat.bean(DemoHelpdesk.class).open();
            assertThat(size(chat)).as("in a trial that is in use").isEqualTo(size);
        }
    }
}
