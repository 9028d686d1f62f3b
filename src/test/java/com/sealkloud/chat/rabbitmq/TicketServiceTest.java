package com.sealkloud.chat.rabbitmq;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Rabbit;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.TicketService;
import com.sealkloud.chat.testing.User;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Base class of tests of ticket services: the shared server and broker, a service, and a ticket.
 */
@ExtendWith(Servers.class)
abstract class TicketServiceTest {
    final Chat chat;
    final Rabbit rabbit;
    final TicketService service;
    final User lena;
    final User carol;
    final String ticketId = "T-" + UUID.randomUUID();
    final String roomId = "ticket-" + ticketId;

    /** With tickets of the ticket service. */
    TicketServiceTest() {
        this(Mode.RABBITMQ_POSTGRESQL);
    }

    TicketServiceTest(Mode mode) {
        chat = Servers.chat(mode);
        rabbit = Servers.rabbit(mode);
        service = new TicketService(rabbit);
        lena = chat.cast().lena();
        carol = chat.cast().carol();
    }

    @AfterEach
    void leave() {
        service.close();
    }
}
