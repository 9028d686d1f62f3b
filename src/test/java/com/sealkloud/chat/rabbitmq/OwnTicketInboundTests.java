package com.sealkloud.chat.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.Mode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Programs that open and close tickets where this service keeps them. */
class OwnTicketInboundTests extends TicketServiceTest {

    OwnTicketInboundTests() {
        super(Mode.RABBITMQ_PER_CLIENT);
    }

    private JsonNode ticket() {
        return chat.as(carol).get("/conversations/" + roomId).expect(200).json().required("ticket");
    }

    private void hasStatus(String status, boolean isClosed) {
        assertThat(ticket().path("status").stringValue()).isEqualTo(status);
        assertThat(ticket().path("closed").booleanValue()).isEqualTo(isClosed);
    }

    @Test
    void theirTicketsAreNumberedAndBeginAndEndWithTheStatusesOfAllOthers() {
        service.does("ticket.opened", Map.of("ticketId", ticketId, "title", "Printer", "requesterId", carol.userId()));
        String number = ticket().path("number").stringValue();
        assertThat(number).startsWith("HD-");
        hasStatus("open", false);

        service.does("ticket.status_changed", Map.of("ticketId", ticketId, "status", "in the program's words"));
        hasStatus("in the program's words", false);
        service.does("ticket.status_changed", Map.of("ticketId", ticketId, "status", "solved"));
        hasStatus("solved", true);
        service.does("ticket.status_changed", Map.of("ticketId", ticketId, "status", "waiting again"));
        hasStatus("waiting again", false);
        service.does("ticket.status_changed", Map.of("ticketId", ticketId, "status", "solved"));

        service.does("ticket.opened", Map.of("ticketId", ticketId, "title", "Printer", "requesterId", carol.userId()));
        hasStatus("open", false);
        service.does("ticket.closed", Map.of("ticketId", ticketId));
        hasStatus("solved", true);
        assertThat(ticket().path("number").stringValue()).isEqualTo(number);
    }

    @Test
    void oneThatIsOpenedWithTheLastStatusIsClosed() {
        service.does(
                "ticket.opened",
                Map.of("ticketId", ticketId, "title", "Printer", "requesterId", carol.userId(), "status", "solved"));

        hasStatus("solved", true);
    }

    @Test
    void aRoomThatStaffOpenForATicketIsOneToo() {
        chat.as(lena)
                .post(
                        "/rooms",
                        Map.of(
                                "name",
                                "Scanner",
                                "kind",
                                "ticket",
                                "ticketId",
                                ticketId,
                                "memberIds",
                                List.of(carol.userId())))
                .expect(201);

        assertThat(ticket().path("number").stringValue()).startsWith("HD-");
        hasStatus("open", false);
    }
}
