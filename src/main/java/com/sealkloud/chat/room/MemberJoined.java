package com.sealkloud.chat.room;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.conversation.RoomTopics;
import com.sealkloud.chat.log.ConversationEvent;
import com.sealkloud.chat.session.PersonalQueues;
import java.time.Instant;
import java.util.Set;

/**
 * Somebody has joined a room; heard by the room, and by the person, who may not be listening there.
 * Of somebody to whom a ticket is offered, the notes tell.
 */
public record MemberJoined(
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
        return "member_joined";
    }

    @Override
    public String routingKey() {
        return "room.member_joined";
    }

    @Override
    public Set<String> destinations() {
        String heardBy = conversationId.equals(roomId) ? RoomTopics.room(roomId) : RoomTopics.notes(roomId);
        return Set.of(heardBy, PersonalQueues.messagesOf(userId));
    }

    @Override
    public boolean concernsTicketServices() {
        return Ids.isTicketRoom(roomId);
    }
}
