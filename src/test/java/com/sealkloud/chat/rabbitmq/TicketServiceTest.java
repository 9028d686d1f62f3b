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
    final Chat chat = Servers.chat(Mode.RABBITMQ_POSTGRESQL);
    final Rabbit rabbit = Servers.rabbit();
    final TicketService service = new TicketService(rabbit);
    final User lena = chat.cast().lena();
    final User carol = chat.cast().carol();
    final String ticketId = "T-" + UUID.randomUUID();
    final String roomId = "ticket-" + ticketId;

    @AfterEach
    void leave() {
        service.close();
    }
}
