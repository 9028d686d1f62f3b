package com.sealkloud.chat.change;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Somebody has put an emoji on a message, or has taken it off again. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MessageReaction(
        String conversationId,
        long seq,
        @Nullable String roomId,
        long targetSeq,
        String messageId,
        String actorId,
        String emoji,
        boolean present,
        String userId,
        String userName,
        @JsonIgnore Set<String> destinations,
        Instant timestamp)
        implements MessageChange {

    static final String TYPE = "reaction";

    @Override
    @JsonProperty
    public String type() {
        return TYPE;
    }

    @Override
    public String routingKey() {
        return "message.reaction";
    }
}
