package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Person;
import java.util.List;
import java.util.Map;

/**
 * A feature's part of conversations as somebody sees them: what it says of a page of them, with as
 * few queries as one of them would take.
 */
public interface ConversationDetails {

    /** What it says of one conversation, in the JSON of the view. */
    interface Detail {}

    /** @return by the conversation's id; those that it says nothing of are left out */
    Map<String, ? extends Detail> of(List<Conversation> page, Person person);
}
