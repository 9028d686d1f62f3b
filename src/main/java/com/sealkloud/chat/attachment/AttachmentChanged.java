package com.sealkloud.chat.attachment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.sealkloud.chat.log.Attachment;
import com.sealkloud.chat.log.ConversationEvent;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * There is more or less of a file of an earlier message from now on.
 *
 * @param targetSeq the {@code seq} of the message
 * @param actorId who did it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AttachmentChanged(
        String conversationId,
        long seq,
        @Nullable String roomId,
        long targetSeq,
        String messageId,
        String actorId,
        String attachmentId,
        Attachment.Status status,
        @JsonIgnore Set<String> destinations,
        Instant timestamp)
        implements ConversationEvent {

    static final String TYPE = "attachment_changed";

    @Override
    @JsonProperty
    public String type() {
        return TYPE;
    }

    @Override
    public String routingKey() {
        return "message.attachment";
    }

    @Override
    public boolean movesConversationUp() {
        return false;
    }
}
