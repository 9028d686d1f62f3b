package com.sealkloud.chat.retention;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.retention.DryRun.Expiring;
import com.sealkloud.chat.text.VisibleLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The rules of retention, what they would remove, and holds, for administrators. */
@RestController
@RequestMapping("/api/v1")
@PreAuthorize("hasAuthority('admin')")
class RetentionController {

    private final Holds holds;
    private final DryRun dryRun;
    private final ConversationTitles titles;
    private final RetentionProperties properties;

    RetentionController(Holds holds, DryRun dryRun, ConversationTitles titles, RetentionProperties properties) {
        this.holds = holds;
        this.dryRun = dryRun;
        this.titles = titles;
        this.properties = properties;
    }

    record HoldRequest(@NotNull @VisibleLine(max = 500) String reason) {}

    /**
     * Whether a conversation is held.
     *
     * @param heldBy the administrator who has set the hold; absent, as what follows, if it is not
     *     held
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HoldState(
            boolean held,
            @Nullable String reason,
            @Nullable String heldBy,
            @Nullable Instant heldAt) {}

    record HeldConversation(String conversationId, String title, String reason, String heldBy, Instant heldAt) {}

    /** Days after which messages go, by the kind of the conversation; 0 for never. */
    record Rules(int direct, int team, int ticket, int notes) {}

    @PutMapping("/conversations/{conversationId}/hold")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void hold(@PathVariable String conversationId, @Valid @RequestBody HoldRequest request, Principal principal) {
        holds.put(conversationId, request.reason(), Person.of(principal));
    }

    @DeleteMapping("/conversations/{conversationId}/hold")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@PathVariable String conversationId, @Valid @RequestBody HoldRequest request) {
        holds.release(conversationId, request.reason());
    }

    @GetMapping("/conversations/{conversationId}/hold")
    HoldState state(@PathVariable String conversationId) {
        return holds.find(conversationId)
                .map(hold -> new HoldState(true, hold.reason(), hold.heldBy(), hold.heldAt()))
                .orElseGet(() -> new HoldState(false, null, null, null));
    }

    @GetMapping("/retention")
    Rules rules() {
        return new Rules(
                properties.days(ConversationKind.DIRECT),
                properties.days(ConversationKind.TEAM),
                properties.days(ConversationKind.TICKET),
                properties.days(ConversationKind.NOTES));
    }

    @GetMapping("/retention/holds")
    Page<HeldConversation> holds(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        Page<Hold> page = holds.page(Page.idOf(cursor), limit);
        Map<String, String> names =
                titles.of(page.items().stream().map(Hold::conversationId).toList());
        List<HeldConversation> items = page.items().stream()
                .map(hold -> new HeldConversation(
                        hold.conversationId(),
                        names.getOrDefault(hold.conversationId(), ""),
                        hold.reason(),
                        hold.heldBy(),
                        hold.heldAt()))
                .toList();
        return new Page<>(items, page.nextCursor());
    }

    @GetMapping("/retention/dry-run")
    Page<Expiring> dryRun(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return dryRun.page(Page.idOf(cursor), limit);
    }
}
