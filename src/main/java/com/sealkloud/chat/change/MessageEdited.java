package com.sealkloud.chat.change;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of a message were replaced by its author.
 *
 * @param superseded true if they were replaced again since; the content is empty then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MessageEdited(
        String conversationId,
        long seq,
        @Nullable String roomId,
        long targetSeq,
        String messageId,
        String actorId,
        String content,
        int revision,
        @Nullable Boolean superseded,
        @Nullable Boolean deleted,
        @JsonIgnore Set<String> destinations,
        Instant timestamp)
        implements MessageChange {

    static final String TYPE = "message_edited";

    @Override
    @JsonProperty
    public String type() {
        return TYPE;
    }

    @Override
    public String routingKey() {
        return "message.edited";
    }
}
