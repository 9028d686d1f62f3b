package com.sealkloud.chat.attachment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.sealkloud.chat.conversation.LockedConversation;
import com.sealkloud.chat.log.Attachment;
import com.sealkloud.chat.log.ConversationEvent;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The thumbnails of a file of an earlier message are ready, or the file was removed.
 *
 * @param targetSeq the {@code seq} of the message
 * @param actorId who did it; missing where a reader does not learn it
 * @param width in pixels, of a picture that is there, as it is to be shown
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AttachmentChanged(
        String conversationId,
        long seq,
        @Nullable String roomId,
        long targetSeq,
        String messageId,
        @Nullable String actorId,
        String attachmentId,
        Attachment.Status status,
        @Nullable Integer width,
        @Nullable Integer height,
        @JsonIgnore Set<String> destinations,
        Instant timestamp)
        implements ConversationEvent {

    static final String TYPE = "attachment_changed";

    /** @param message the event of the message */
    static AttachmentChanged of(
            LockedConversation conversation,
            long seq,
            ObjectNode message,
            StoredFile file,
            Attachment.Status status,
            String actorId,
            Instant timestamp) {
        boolean isThere = status != Attachment.Status.REMOVED;
        return new AttachmentChanged(
                conversation.conversationId(),
                seq,
                conversation.roomId(),
                message.path("seq").asLong(0),
                message.path("messageId").asString(""),
                actorId,
                file.attachmentId(),
                status,
                isThere ? file.width() : null,
                isThere ? file.height() : null,
                conversation.destinations(),
                timestamp);
    }

    static boolean isRemoval(ObjectNode event) {
        return event.path("status").asString("").equals(Attachment.Status.REMOVED.wireName());
    }

    /** Says in the event of a message what there is of one of its files. */
    static void setStatus(ObjectNode message, String attachmentId, Attachment.Status status) {
        message.path("attachments")
                .valueStream()
                .filter(each -> each.path("attachmentId").asString("").equals(attachmentId))
                .forEach(each -> ((ObjectNode) each).put("status", status.wireName()));
    }

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
