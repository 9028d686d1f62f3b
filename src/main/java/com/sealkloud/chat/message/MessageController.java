package com.sealkloud.chat.message;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.conversation.ConversationAccess;
import com.sealkloud.chat.log.History;
import com.sealkloud.chat.realtime.FrameBody;
import com.sealkloud.chat.realtime.RateLimits;
import com.sealkloud.chat.text.VisibleText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code message} and {@code room_message} over STOMP, and posting over REST. */
@RestController
class MessageController {

    private final MessageService service;
    private final RateLimits limits;
    private final ConversationProperties properties;

    MessageController(MessageService service, RateLimits limits, ConversationProperties properties) {
        this.service = service;
        this.limits = limits;
        this.properties = properties;
    }

    record PostRequest(
            @NotNull @VisibleText(mayBeEmpty = true) String content,
            @Nullable String clientMessageId,
            @Nullable @Valid MessageRef replyTo,

            @Nullable @Size(max = NewMessage.MOST_ATTACHMENTS)
            List<@NotNull @Pattern(regexp = Ids.PATTERN) String> attachmentIds) {}

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

    /** Answers with the stored message: 201 the first time, 200 when it had been sent before. */
    @PostMapping("/api/v1/conversations/{conversationId}/messages")
    ResponseEntity<History.StoredEvent> post(
            @PathVariable String conversationId, @Valid @RequestBody PostRequest request, Principal principal) {
        Person sender = Person.of(principal);
        limits.spend(sender, RateLimits.Action.MESSAGE);
        NewMessage message =
                message(request.content(), request.clientMessageId(), request.replyTo(), request.attachmentIds());
        Posted posted = service.post(sender, conversationId, message);
        return ResponseEntity.status(posted.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new History.StoredEvent(posted.payload()));
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
