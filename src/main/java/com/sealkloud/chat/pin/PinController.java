package com.sealkloud.chat.pin;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.log.History.StoredEvent;
import com.sealkloud.chat.realtime.RateLimits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Pinned messages over REST. */
@RestController
@RequestMapping("/api/v1/conversations/{conversationId}")
class PinController {

    private final PinnedMessages messages;
    private final RateLimits limits;

    PinController(PinnedMessages messages, RateLimits limits) {
        this.messages = messages;
        this.limits = limits;
    }

    @GetMapping("/pins")
    Page<StoredEvent> list(
            @PathVariable String conversationId,
            Principal principal,
            @RequestParam(required = false) @Nullable @Positive Long cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return messages.of(Person.of(principal), conversationId, cursor == null ? Long.MAX_VALUE : cursor, limit);
    }

    @PutMapping("/messages/{seq}/pin")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pin(@PathVariable String conversationId, @PathVariable @Positive long seq, Principal principal) {
        limits.spend(principal, RateLimits.Action.MESSAGE);
        messages.pin(Person.of(principal), conversationId, seq, true);
    }

    @DeleteMapping("/messages/{seq}/pin")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unpin(@PathVariable String conversationId, @PathVariable @Positive long seq, Principal principal) {
        limits.spend(principal, RateLimits.Action.MESSAGE);
        messages.pin(Person.of(principal), conversationId, seq, false);
    }
}
