package com.sealkloud.chat.room;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.conversation.RoomTopics;
import com.sealkloud.chat.log.ConversationEvent;
import com.sealkloud.chat.session.PersonalQueues;
import java.time.Instant;
import java.util.Set;

/**
 * Somebody has left a room; heard by the room, and by the person, who may not be listening there.
 */
public record MemberLeft(
        String conversationId,
        long seq,
        String roomId,
        String userId,
        String userName,
        Role userRole,
        Instant timestamp)
        implements ConversationEvent {

    @Override
    @JsonProperty
    public String type() {
        return "member_left";
    }

    @Override
    public String routingKey() {
        return "room.member_left";
    }

    @Override
    public Set<String> destinations() {
        return Set.of(RoomTopics.room(roomId), PersonalQueues.messagesOf(userId));
    }
}
