package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Person;
import java.util.List;
import java.util.Map;

/**
 * A feature's part of the view of conversations, such as the ticket of a room. It is asked for a
 * whole page at once, so that the number of queries does not grow with the page.
 */
public interface ConversationDetails {

    /** What it says of one conversation, in the JSON of the view. */
    interface Detail {}

    /** @return by the conversation's id; those that it says nothing of are left out */
    Map<String, ? extends Detail> of(List<Conversation> page, Person person);
}
