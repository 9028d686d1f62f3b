package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.realtime.FrameBody;
import com.sealkloud.chat.text.VisibleText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.stereotype.Controller;

/** {@code message} and {@code room_message} over STOMP. */
@Controller
class MessageController {

    private final ConversationService service;
    private final ConversationProperties properties;

    MessageController(ConversationService service, ConversationProperties properties) {
        this.service = service;
        this.properties = properties;
    }

    record DirectBody(
            @NotNull @Pattern(regexp = Ids.PATTERN) String receiverId,
            @NotNull @VisibleText(mayBeEmpty = true) String content,
            @Nullable String clientMessageId,
            @Nullable @Valid MessageRef replyTo,

            @Nullable @Size(max = NewMessage.MOST_ATTACHMENTS)
            List<@NotNull @Pattern(regexp = Ids.PATTERN) String> attachmentIds) {}

    record RoomBody(
            @NotNull @Pattern(regexp = Ids.PATTERN) String roomId,
            @NotNull @VisibleText(mayBeEmpty = true) String content,
            @Nullable String clientMessageId,
            @Nullable Boolean note,
            @Nullable @Valid MessageRef replyTo,

            @Nullable @Size(max = NewMessage.MOST_ATTACHMENTS)
            List<@NotNull @Pattern(regexp = Ids.PATTERN) String> attachmentIds) {

        boolean isNote() {
            return Boolean.TRUE.equals(note);
        }
    }

    @MessageMapping("/message")
    void message(@FrameBody DirectBody body, Principal principal) {
        service.postTo(
                Person.of(principal),
                body.receiverId(),
                message(body.content(), body.clientMessageId(), body.replyTo(), body.attachmentIds()));
    }

    @MessageMapping("/room_message")
    void roomMessage(@FrameBody RoomBody body, Principal principal) {
        Person sender = Person.of(principal);
        if (body.isNote()) {
            ConversationAccess.requireMayWriteNotes(sender);
        }
        service.post(
                sender,
                body.isNote() ? Ids.notesOf(body.roomId()) : body.roomId(),
                message(body.content(), body.clientMessageId(), body.replyTo(), body.attachmentIds()));
    }

    private NewMessage message(
            String content,
            @Nullable String clientMessageId,
            @Nullable MessageRef replyTo,
            @Nullable List<String> attachmentIds) {
        return NewMessage.of(
                content, clientMessageId, MessageKind.TEXT, replyTo, attachmentIds, properties.longestContent());
    }
}
