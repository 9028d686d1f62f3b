package com.sealkloud.chat.erasure;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.sealkloud.chat.log.ConversationEvent;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was erased: earlier events of this conversation have another name beside their id from
 * now on. It says what is so, so that hearing it twice does no harm.
 *
 * @param userName the name that stands there now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PersonErased(
        String conversationId,
        long seq,
        @Nullable String roomId,
        String userId,
        String userName,
        @JsonIgnore Set<String> destinations,
        Instant timestamp)
        implements ConversationEvent {

    static final String TYPE = "person_erased";

    @Override
    @JsonProperty
    public String type() {
        return TYPE;
    }

    @Override
    public String routingKey() {
        return "person.erased";
    }

    @Override
    public boolean movesConversationUp() {
        return false;
    }
}
