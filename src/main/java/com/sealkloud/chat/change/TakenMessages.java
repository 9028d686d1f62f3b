package com.sealkloud.chat.change;

import com.sealkloud.chat.log.EventContents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes away what messages say and have ever said, and the reactions to them. Many at once, since
 * everything that keeps copies is asked each time.
 */
@Component
class TakenMessages {

    private final EventContents words;
    private final Revisions revisions;
    private final Reactions reactions;

    TakenMessages(EventContents words, Revisions revisions, Reactions reactions) {
        this.words = words;
        this.revisions = revisions;
        this.reactions = reactions;
    }

    /** @param messages of this conversation, which the caller has locked */
    void take(String conversationId, List<Message> messages) {
        if (messages.isEmpty()) {
            return;
        }
        Map<Long, ObjectNode> events = new LinkedHashMap<>();
        messages.forEach(message -> events.put(message.id().seq(), message.event()));
        words.take(conversationId, events, revisions.eventsOf(conversationId, events.keySet()));
        revisions.remove(conversationId, events.keySet());
        reactions.remove(conversationId, events.keySet());
    }
}
