package com.sealkloud.chat.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Rest;
import com.sealkloud.chat.testing.Servers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** {@code chat.ticket}: numbers, statuses and how long a closed ticket can be reopened. */
@ExtendWith(Servers.class)
class ConfiguredTicketsTests {

    @Test
    void ticketsFollowTheConfiguration() {
        try (Chat chat = Servers.start(
                Mode.EMBEDDED_H2,
                "--chat.ticket.prefix=Desk ",
                "--chat.ticket.statuses=new,waiting,in review,done",
                "--chat.ticket.reopen-within=0s")) {
            Rest carol = chat.as(chat.cast().carol());
            Rest lena = chat.as(chat.cast().lena());

            JsonNode opened = carol.post("/tickets", Map.of("title", "No toner"))
                    .expect(201)
                    .json()
                    .path("ticket");
            String path = "/tickets/" + opened.required("ticketId").stringValue();
            assertThat(opened.required("number").stringValue()).matches("Desk \\d+");
            assertThat(opened.required("status").stringValue()).isEqualTo("new");
            assertThat(carol.get("/ticket-settings").body()).contains("\"in review\"");

            lena.post(path + "/status", Map.of("status", "in review")).expect(200);
            lena.post(path + "/status", Map.of("status", "pending")).expectProblem(400, "bad_request");
            lena.post(path + "/status", Map.of("status", "done")).expect(200);
            JsonNode closed = lena.get(path).json().path("ticket");
            assertThat(closed.required("closed").booleanValue()).isTrue();
            carol.post(path + "/reopen", Map.of()).expectProblem(409, "closed");
            carol.post("/conversations/ticket-" + path.substring(9) + "/messages", Map.of("content", "Again"))
                    .expectProblem(409, "closed");

            lena.post(path + "/reopen", Map.of()).expect(200);
            assertThat(lena.get(path).json().at("/ticket/status").stringValue()).isEqualTo("new");
        }
    }

    @Test
    void statusesDifferFromEachOther() {
        assertThatThrownBy(() -> Servers.start(Mode.EMBEDDED_H2, "--chat.ticket.statuses=open,open"))
                .hasStackTraceContaining("statuses must differ from each other");
    }
}
