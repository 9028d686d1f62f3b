package com.sealkloud.chat.room;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.conversation.RoomTopics;
import com.sealkloud.chat.log.ConversationEvent;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The first event of a room; of a ticket's room all staff hear. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoomCreated(
        String conversationId,
        long seq,
        String roomId,
        String name,
        ConversationKind kind,
        @Nullable String ticketId,
        Instant timestamp)
        implements ConversationEvent {

    @Override
    @JsonProperty
    public String type() {
        return "room_created";
    }

    @Override
    public String routingKey() {
        return "room.created";
    }

    @Override
    public Set<String> destinations() {
        return kind == ConversationKind.TICKET
                ? Set.of(RoomTopics.room(roomId), RoomTopics.TICKETS)
                : Set.of(RoomTopics.room(roomId));
    }
}
