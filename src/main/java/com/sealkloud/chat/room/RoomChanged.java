package com.sealkloud.chat.room;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.sealkloud.chat.conversation.RoomTopics;
import com.sealkloud.chat.log.ConversationEvent;
import com.sealkloud.chat.session.PersonalQueues;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A team room has another name, is archived or brought back.
 *
 * @param name as it is now
 * @param archived whether it is read-only now, and left out of lists
 * @param userId who has changed it
 * @param memberIds heard it, too, in their own queues: nobody listens to an archived room; null if
 *     it is read back
 */
public record RoomChanged(
        String conversationId,
        long seq,
        String roomId,
        String name,
        boolean archived,
        String userId,
        String userName,
        @JsonIgnore @Nullable List<String> memberIds,
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

    @Override
    public Set<String> destinations() {
        return Stream.concat(
                        Stream.of(RoomTopics.room(roomId)),
                        Stream.ofNullable(memberIds).flatMap(List::stream).map(PersonalQueues::messagesOf))
                .collect(Collectors.toSet());
    }
}
