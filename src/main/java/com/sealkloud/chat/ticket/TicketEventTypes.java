package com.sealkloud.chat.ticket;

import com.sealkloud.chat.log.EventType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The durable events of tickets. */
@Configuration(proxyBeanMethods = false)
class TicketEventTypes {

    @Bean
    EventType ticketChanged() {
        return new EventType("ticket_changed", TicketChanged.class, EventType.Shows.LINE, new ClientTicketChanged());
    }

    @Bean
    EventType ticketHandover() {
        return new EventType("ticket_handover", TicketHandover.class);
    }

    @Bean
    EventType ticketRequested() {
        return new EventType("ticket_requested", TicketRequested.class);
    }

    @Bean
    EventType ticketLinked() {
        return new EventType("ticket_linked", TicketLinked.class);
    }
}
