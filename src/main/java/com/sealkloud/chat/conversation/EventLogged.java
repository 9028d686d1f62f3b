package com.sealkloud.chat.conversation;

/**
 * An event has been appended to the log; listen after the commit.
 *
 * @param actorId who caused it
 * @param payload the event as it is sent
 */
public record EventLogged(ConversationEvent event, String actorId, String payload) {

    /** Without the content: this may stand in a log. */
    @Override
    public String toString() {
        return event.type() + " " + event.conversationId() + "/" + event.seq();
    }
}
