package com.sealkloud.chat.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.log.Attachment;
import com.sealkloud.chat.log.ChatMessage;
import com.sealkloud.chat.session.PersonalQueues;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message from one person to another; heard by all devices of both.
 *
 * @param replyTo the message that it answers
 * @param attachments its files; null if it has none
 * @param mentions the members whom it mentions; null if there are none
 * @param revision how many times it was edited; null if it was not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DirectMessage(
        String messageId,
        String conversationId,
        long seq,
        String senderId,
        String senderName,
        Role senderRole,
        String receiverId,
        String content,
        @Nullable String clientMessageId,
        @Nullable MessageRef replyTo,
        @Nullable List<Attachment> attachments,
        @Nullable List<String> mentions,
        @Nullable Integer revision,
        @Nullable Instant editedAt,
        @Nullable Boolean deleted,
        Instant timestamp)
        implements ChatMessage {

    static DirectMessage of(
            Conversation conversation,
            Person sender,
            NewMessage message,
            @Nullable List<Attachment> attachments,
            @Nullable List<String> mentions,
            long seq,
            Instant now) {
        return new DirectMessage(
                Ids.next(),
                conversation.conversationId(),
                seq,
                sender.userId(),
                sender.userName(),
                sender.userRole(),
                conversation.otherThan(sender.userId()),
                message.content(),
                message.clientMessageId(),
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
        return "message";
    }

    @Override
    public @Nullable String roomId() {
        return null;
    }

    @Override
    public Set<String> destinations() {
        return Set.of(PersonalQueues.messagesOf(senderId), PersonalQueues.messagesOf(receiverId));
    }
}
