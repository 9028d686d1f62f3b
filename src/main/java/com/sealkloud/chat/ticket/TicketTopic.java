package com.sealkloud.chat.ticket;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.RoomTopics;
import com.sealkloud.chat.session.SubscriptionPolicy;
import java.security.Principal;
import org.springframework.stereotype.Component;

/**
 * What happens to tickets, for all of the staff: they keep the queue with it, also of rooms that
 * they are not in.
 */
@Component
class TicketTopic implements SubscriptionPolicy {

    static final String TICKETS = RoomTopics.TICKETS;

    @Override
    public boolean covers(String destination) {
        return destination.equals(TICKETS);
    }

    @Override
    public boolean permits(Principal principal, String destination) {
        return TicketPolicy.mayHearOfAll(Person.of(principal));
    }
}
