package com.sealkloud.chat.unread;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.realtime.FrameBody;
import com.sealkloud.chat.realtime.RateLimits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code mark_unread} over STOMP, and the same over REST. */
@RestController
class UnreadController {

    private final UnreadMarking marking;
    private final RateLimits limits;

    UnreadController(UnreadMarking marking, RateLimits limits) {
        this.marking = marking;
        this.limits = limits;
    }

    record UnreadRequest(@NotNull @Positive Long seq) {}

    record UnreadBody(
            @NotNull @Pattern(regexp = Ids.PATTERN) String conversationId,
            @NotNull @Positive Long seq) {}

    @PutMapping("/api/v1/conversations/{conversationId}/unread")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unread(@PathVariable String conversationId, @Valid @RequestBody UnreadRequest request, Principal principal) {
        mark(conversationId, request.seq(), principal);
    }

    @MessageMapping("/mark_unread")
    void markUnread(@FrameBody UnreadBody body, Principal principal) {
        mark(body.conversationId(), body.seq(), principal);
    }

    /** Whoever reads on is seen to read again by everybody in the conversation. */
    private void mark(String conversationId, long seq, Principal principal) {
        limits.spend(principal, RateLimits.Action.MESSAGE);
        marking.markFrom(Person.of(principal), conversationId, seq);
    }
}
