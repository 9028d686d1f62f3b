package com.sealkloud.chat.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.conversation.RoomTopics;
import com.sealkloud.chat.log.Attachment;
import com.sealkloud.chat.log.ChatMessage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message to a room, or, as a note, to the staff of a room alone.
 *
 * @param replyTo the message that it answers
 * @param attachments its files; null if it has none
 * @param mentions the members whom it mentions; null if there are none
 * @param revision how many times it was edited; null if it was not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoomMessage(
        String messageId,
        String conversationId,
        long seq,
        String roomId,
        String senderId,
        String senderName,
        Role senderRole,
        String content,
        @Nullable String clientMessageId,
        MessageKind kind,
        @Nullable MessageRef replyTo,
        @Nullable List<Attachment> attachments,
        @Nullable List<String> mentions,
        @Nullable Integer revision,
        @Nullable Instant editedAt,
        @Nullable Boolean deleted,
        Instant timestamp)
        implements ChatMessage {

    /**
     * @param conversation the room, or its notes
     * @param mentions null for none
     */
    public static RoomMessage of(
            Conversation conversation,
            String roomId,
            Person sender,
            NewMessage message,
            @Nullable List<String> mentions,
            long seq,
            Instant now) {
        return of(conversation, roomId, sender, message, null, mentions, seq, now);
    }

    static RoomMessage of(
            Conversation conversation,
            String roomId,
            Person sender,
            NewMessage message,
            @Nullable List<Attachment> attachments,
            @Nullable List<String> mentions,
            long seq,
            Instant now) {
        return new RoomMessage(
                Ids.next(),
                conversation.conversationId(),
                seq,
                roomId,
                sender.userId(),
                sender.userName(),
                sender.userRole(),
                message.content(),
                message.clientMessageId(),
                conversation.kind() == ConversationKind.NOTES ? MessageKind.NOTE : message.kind(),
                message.replyTo(),
                attachments,
                mentions,
                null,
                null,
                null,
                now);
    }

    @Override
    @JsonProperty
    public String type() {
        return "room_message";
    }

    @Override
    public Set<String> destinations() {
        return Set.of(kind == MessageKind.NOTE ? RoomTopics.notes(roomId) : RoomTopics.room(roomId));
    }
}
