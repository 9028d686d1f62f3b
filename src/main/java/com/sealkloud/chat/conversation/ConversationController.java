package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.log.History;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.security.Principal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Conversations over REST: the list, history, catching up. */
@RestController
@RequestMapping("/api/v1/conversations")
class ConversationController {

    private final ConversationViews views;
    private final History history;
    private final DirectConversations directConversations;
    private final ConversationAccess access;
    private final Directory directory;

    ConversationController(
            ConversationViews views,
            History history,
            DirectConversations directConversations,
            ConversationAccess access,
            Directory directory) {
        this.views = views;
        this.history = history;
        this.directConversations = directConversations;
        this.access = access;
        this.directory = directory;
    }

    record DirectRequest(@NotNull String userId) {}

    @GetMapping
    Page<ConversationView> list(
            Principal principal,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return views.page(
                Person.of(principal), cursor == null ? null : ConversationViews.Cursor.ofClient(cursor), limit);
    }

    @PostMapping
    ConversationView begin(@Valid @RequestBody DirectRequest request, Principal principal) {
        Person person = Person.of(principal);
        Person other = directory
                .find(request.userId())
                .filter(found -> access.maySee(person, found))
                .orElseThrow(() -> Refusal.notFound("There is no " + request.userId() + " for you."));
        return views.one(person, directConversations.between(person, other));
    }

    @GetMapping("/{conversationId}")
    ConversationView one(@PathVariable String conversationId, Principal principal) {
        return views.one(Person.of(principal), conversationId);
    }

    @GetMapping("/{conversationId}/messages")
    History.MessagePage messages(
            @PathVariable String conversationId,
            Principal principal,
            @RequestParam(required = false) @Nullable @PositiveOrZero Long before,
            @RequestParam(required = false) @Nullable @PositiveOrZero Long after,
            @RequestParam(required = false) @Nullable @PositiveOrZero Long around,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        Person person = Person.of(principal);
        requireOneBound(before, after, around);
        if (before != null) {
            return history.before(person, conversationId, before, limit);
        }
        if (after != null) {
            return history.after(person, conversationId, after, limit);
        }
        return around != null
                ? history.around(person, conversationId, around, limit)
                : history.newest(person, conversationId, limit);
    }

    @GetMapping("/{conversationId}/timeline")
    History.Timeline timeline(
            @PathVariable String conversationId,
            Principal principal,
            @RequestParam(required = false) @Nullable @PositiveOrZero Long before,
            @RequestParam(required = false) @Nullable @PositiveOrZero Long after,
            @RequestParam(required = false) @Nullable @PositiveOrZero Long around,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        Person person = Person.of(principal);
        requireOneBound(before, after, around);
        if (after != null) {
            return history.timelineAfter(person, conversationId, after, limit);
        }
        return around != null
                ? history.timelineAround(person, conversationId, around, limit)
                : history.timelineBefore(person, conversationId, before == null ? Long.MAX_VALUE : before, limit);
    }

    private static void requireOneBound(@Nullable Long... bounds) {
        if (Stream.of(bounds).filter(bound -> bound != null).count() > 1) {
            throw Refusal.badRequest("Give one of before, after and around.");
        }
    }

    @GetMapping("/{conversationId}/events")
    History.EventPage events(
            @PathVariable String conversationId,
            Principal principal,
            @RequestParam(defaultValue = "0") @PositiveOrZero long after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return history.eventsAfter(Person.of(principal), conversationId, after, limit);
    }

    @GetMapping("/{conversationId}/events/{seq}")
    History.StoredEvent event(
            @PathVariable String conversationId, @PathVariable @Positive long seq, Principal principal) {
        return history.event(Person.of(principal), conversationId, seq);
    }
}
