package com.sealkloud.chat.change;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The words of a message were taken away, and those of its edits. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MessageDeleted(
        String conversationId,
        long seq,
        @Nullable String roomId,
        long targetSeq,
        String messageId,
        @Nullable String actorId,
        Reason reason,
        @JsonIgnore Set<String> destinations,
        Instant timestamp)
        implements MessageChange {

    /** On whose account. */
    enum Reason {
        AUTHOR,
        MODERATION,
        ERASURE;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Reason parse(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    static final String TYPE = "message_deleted";

    static boolean isModeration(ObjectNode event) {
        return event.path("reason").asString("").equals(Reason.MODERATION.wireName());
    }

    @Override
    @JsonProperty
    public String type() {
        return TYPE;
    }

    @Override
    public String routingKey() {
        return "message.deleted";
    }
}
