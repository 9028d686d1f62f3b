package com.sealkloud.chat.ticket;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.Conversation;
import java.util.List;

/** Actions that a feature adds to those of {@link TicketAction}. */
public interface FurtherActions {

    /** @return their names on the wire, in the order in which they are offered */
    List<String> openTo(Person person, Conversation room);
}
