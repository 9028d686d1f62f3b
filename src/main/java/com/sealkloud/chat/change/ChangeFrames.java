package com.sealkloud.chat.change;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.realtime.FrameBody;
import com.sealkloud.chat.realtime.RateLimits;
import com.sealkloud.chat.text.VisibleLine;
import com.sealkloud.chat.text.VisibleText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.security.Principal;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.stereotype.Controller;

/** {@code edit_message}, {@code delete_message} and {@code react} over STOMP. */
@Controller
class ChangeFrames {

    private final ChangedMessages messages;
    private final RateLimits limits;

    ChangeFrames(ChangedMessages messages, RateLimits limits) {
        this.messages = messages;
        this.limits = limits;
    }

    record EditBody(
            @NotNull @Pattern(regexp = Ids.PATTERN) String conversationId,
            @NotNull @Positive Long seq,
            @NotNull @VisibleText String content,
            @NotNull @PositiveOrZero Integer revision) {}

    record DeleteBody(
            @NotNull @Pattern(regexp = Ids.PATTERN) String conversationId,
            @NotNull @Positive Long seq) {}

    record ReactBody(
            @NotNull @Pattern(regexp = Ids.PATTERN) String conversationId,
            @NotNull @Positive Long seq,
            @NotNull @VisibleLine(max = 20) String emoji,
            @NotNull Boolean present) {}

    @MessageMapping("/edit_message")
    void edit(@FrameBody EditBody body, Principal principal) {
        // Everybody in the room gets it, as they get a message.
        limits.spend(principal, RateLimits.Action.MESSAGE);
        messages.edit(Person.of(principal), body.conversationId(), body.seq(), body.content(), body.revision());
    }

    @MessageMapping("/delete_message")
    void delete(@FrameBody DeleteBody body, Principal principal) {
        limits.spend(principal, RateLimits.Action.MESSAGE);
        messages.delete(Person.of(principal), body.conversationId(), body.seq());
    }

    @MessageMapping("/react")
    void react(@FrameBody ReactBody body, Principal principal) {
        limits.spend(principal, RateLimits.Action.MESSAGE);
        messages.react(Person.of(principal), body.conversationId(), body.seq(), body.emoji(), body.present());
    }
}
