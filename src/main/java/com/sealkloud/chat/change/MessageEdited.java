package com.sealkloud.chat.change;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of a message were replaced by its author.
 *
 * @param mentions the members whom the new words mention; null if there are none
 * @param newMentions those of them whom the words before did not mention
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
        @Nullable List<String> mentions,
        @Nullable List<String> newMentions,
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
