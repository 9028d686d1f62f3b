package com.sealkloud.chat.room;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.sealkloud.chat.log.ConversationEvent;
import java.time.Instant;
import java.util.Set;

/**
 * A team room has another name, is archived or brought back.
 *
 * @param name as it is now
 * @param archived whether it is read-only now, and left out of lists
 * @param userId who has changed it
 * @param destinations also the members' queues: nobody listens to an archived room
 */
public record RoomChanged(
        String conversationId,
        long seq,
        String roomId,
        String name,
        boolean archived,
        String userId,
        String userName,
        @JsonIgnore Set<String> destinations,
        Instant timestamp)
        implements ConversationEvent {

    static final String TYPE = "room_changed";

    @Override
    @JsonProperty
    public String type() {
        return TYPE;
    }

    @Override
    public String routingKey() {
        return "room.changed";
    }
}
