package com.sealkloud.chat.room;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationKind;
import java.time.Instant;
import java.util.List;

/** Answers {@code join_room} with the room as it is. */
@JsonPropertyOrder("type")
record RoomJoined(
        String roomId,
        String conversationId,
        String name,
        ConversationKind kind,
        long lastSeq,
        List<RoomMember> members,
        Instant timestamp) {

    static RoomJoined of(Conversation room, List<RoomMember> members) {
        return new RoomJoined(
                room.conversationId(),
                room.conversationId(),
                room.name(),
                room.kind(),
                room.lastSeq(),
                members,
                Instant.now());
    }

    @JsonProperty
    String type() {
        return "room_joined";
    }
}
