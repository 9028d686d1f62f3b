package com.sealkloud.chat.pin;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.realtime.FrameBody;
import com.sealkloud.chat.realtime.RateLimits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.security.Principal;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.stereotype.Controller;

/** {@code pin} over STOMP. */
@Controller
class PinFrames {

    private final PinnedMessages messages;
    private final RateLimits limits;

    PinFrames(PinnedMessages messages, RateLimits limits) {
        this.messages = messages;
        this.limits = limits;
    }

    record PinBody(
            @NotNull @Pattern(regexp = Ids.PATTERN) String conversationId,
            @NotNull @Positive Long seq,
            @NotNull Boolean pinned) {}

    @MessageMapping("/pin")
    void pin(@FrameBody PinBody body, Principal principal) {
        limits.spend(principal, RateLimits.Action.MESSAGE);
        messages.pin(Person.of(principal), body.conversationId(), body.seq(), body.pinned());
    }
}
