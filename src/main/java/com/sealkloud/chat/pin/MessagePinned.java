package com.sealkloud.chat.pin;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.sealkloud.chat.log.ConversationEvent;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A member of staff has pinned a message, or has unpinned it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MessagePinned(
        String conversationId,
        long seq,
        @Nullable String roomId,
        long targetSeq,
        String messageId,
        String actorId,
        boolean pinned,
        @JsonIgnore Set<String> destinations,
        Instant timestamp)
        implements ConversationEvent {

    static final String TYPE = "message_pinned";

    @Override
    @JsonProperty
    public String type() {
        return TYPE;
    }

    @Override
    public String routingKey() {
        return "message.pinned";
    }

    @Override
    public boolean movesConversationUp() {
        return false;
    }
}
