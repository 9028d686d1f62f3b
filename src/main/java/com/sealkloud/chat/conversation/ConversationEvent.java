package com.sealkloud.chat.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Set;

/** A durable event of a conversation, in the form that clients get. */
@JsonPropertyOrder("type")
public sealed interface ConversationEvent permits ChatMessage, MemberJoined, MemberLeft, RoomCreated {

    String conversationId();

    /** Within the conversation 1, 2, 3 … without gaps. */
    long seq();

    Instant timestamp();

    @JsonProperty
    String type();

    /** @return the key under which {@code chat.events} carries it */
    String routingKey();

    /** @return the broker's destinations of all who are to hear it */
    Set<String> destinations();
}
