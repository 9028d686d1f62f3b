package com.sealkloud.chat.ownticket;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.log.LogPages;
import com.sealkloud.chat.message.RoomMessage;
import com.sealkloud.chat.text.GuardedStrings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells a call that is repeated, because its answer was lost, from one that came too late. */
@Component
class LastWords {

    /** Behind the words of who closes a ticket come only the events of closing it. */
    private static final int EVENTS = 10;

    private final LogPages log;
    private final JsonMapper json;

    LastWords(LogPages log, JsonMapper json) {
        this.log = log;
        this.json = json;
    }

    /** @return whether this is among the last that was said, or there is nothing to say */
    boolean are(Conversation conversation, Person author, @Nullable String content) {
        return content == null
                || log
                        .eventsAfter(
                                conversation.conversationId(), Math.max(0, conversation.lastSeq() - EVENTS), EVENTS)
                        .stream()
                        .filter(row -> row.type().equals("room_message"))
                        .map(row ->
                                GuardedStrings.ofStored(json, RoomMessage.class).<RoomMessage>readValue(row.payload()))
                        .anyMatch(message ->
                                message.senderId().equals(author.userId()) && content.equals(message.content()));
    }
}
