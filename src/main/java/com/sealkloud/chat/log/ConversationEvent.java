package com.sealkloud.chat.log;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.sealkloud.chat.api.Ids;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A durable event of a conversation, in the form that clients get. The package that owns a type
 * registers it as an {@link EventType}.
 */
@JsonPropertyOrder("type")
public interface ConversationEvent {

    String conversationId();

    /** Within the conversation 1, 2, 3 … without gaps. */
    long seq();

    Instant timestamp();

    @JsonProperty
    String type();

    /** @return the room in which it happened; null between two people */
    @Nullable
    String roomId();

    /** @return the key under which {@code chat.events} carries it */
    String routingKey();

    /** @return the broker's destinations of all who are to hear it */
    Set<String> destinations();

    /**
     * @return whether it is news of the conversation, which moves it to the top of the lists; what
     *     is said about an earlier event is not
     */
    default boolean movesConversationUp() {
        return true;
    }

    /**
     * @return whether ticket services hear it, too: what happens in the rooms of tickets, as a rule
     */
    default boolean concernsTicketServices() {
        return Ids.isTicketRoom(conversationId());
    }
}
