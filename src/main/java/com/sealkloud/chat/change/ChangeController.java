package com.sealkloud.chat.change;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.log.History.StoredEvent;
import com.sealkloud.chat.realtime.RateLimits;
import com.sealkloud.chat.text.VisibleText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Edits, deletion, reactions and former words over REST. */
@RestController
@RequestMapping("/api/v1/conversations/{conversationId}/messages/{seq}")
class ChangeController {

    private final ChangedMessages messages;
    private final FormerWords formerWords;
    private final Reactors reactors;
    private final RateLimits limits;

    ChangeController(ChangedMessages messages, FormerWords formerWords, Reactors reactors, RateLimits limits) {
        this.messages = messages;
        this.formerWords = formerWords;
        this.reactors = reactors;
        this.limits = limits;
    }

    record EditRequest(
            @NotNull @VisibleText String content,
            @NotNull @PositiveOrZero Integer revision) {}

    @PatchMapping
    StoredEvent edit(
            @PathVariable String conversationId,
            @PathVariable @Positive long seq,
            @Valid @RequestBody EditRequest request,
            Principal principal) {
        limits.spend(principal, RateLimits.Action.MESSAGE);
        return new StoredEvent(
                messages.edit(Person.of(principal), conversationId, seq, request.content(), request.revision())
                        .toString());
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String conversationId, @PathVariable @Positive long seq, Principal principal) {
        limits.spend(principal, RateLimits.Action.MESSAGE);
        messages.delete(Person.of(principal), conversationId, seq);
    }

    @GetMapping("/revisions")
    Page<FormerWords.Revision> revisions(
            @PathVariable String conversationId,
            @PathVariable @Positive long seq,
            Principal principal,
            @RequestParam(defaultValue = "0") @PositiveOrZero int cursor) {
        return formerWords.of(Person.of(principal), conversationId, seq, cursor);
    }

    @GetMapping("/reactions/{emoji}")
    Page<Person> reactors(
            @PathVariable String conversationId,
            @PathVariable @Positive long seq,
            @PathVariable String emoji,
            Principal principal,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return reactors.of(Person.of(principal), conversationId, seq, emoji, cursor, limit);
    }

    @PutMapping("/reactions/{emoji}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void react(
            @PathVariable String conversationId,
            @PathVariable @Positive long seq,
            @PathVariable String emoji,
            Principal principal) {
        limits.spend(principal, RateLimits.Action.MESSAGE);
        messages.react(Person.of(principal), conversationId, seq, emoji, true);
    }

    @DeleteMapping("/reactions/{emoji}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeOff(
            @PathVariable String conversationId,
            @PathVariable @Positive long seq,
            @PathVariable String emoji,
            Principal principal) {
        limits.spend(principal, RateLimits.Action.MESSAGE);
        messages.react(Person.of(principal), conversationId, seq, emoji, false);
    }
}
