package com.sealkloud.chat.search;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.realtime.RateLimits;
import com.sealkloud.chat.realtime.SearchPermits;
import com.sealkloud.chat.sql.SqlValues;
import com.sealkloud.chat.text.Characters;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.security.Principal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Search over REST, and for administrators the rebuild of its index. */
@RestController
@RequestMapping("/api/v1/search")
class SearchController {

    private final Search search;
    private final IndexRebuild rebuild;
    private final SearchPermits atOnce;
    private final RateLimits limits;
    private final SearchProperties properties;

    SearchController(
            Search search, IndexRebuild rebuild, SearchPermits atOnce, RateLimits limits, SearchProperties properties) {
        this.search = search;
        this.rebuild = rebuild;
        this.atOnce = atOnce;
        this.limits = limits;
        this.properties = properties;
    }

    @GetMapping("/messages")
    Page<SearchHit> messages(
            Principal principal,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable @Pattern(regexp = Ids.PATTERN) String conversationId,
            @RequestParam(required = false) @Nullable @Pattern(regexp = Ids.PATTERN) String sender,
            @RequestParam(required = false) @Nullable Instant since,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "file|link|image") String has,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "direct|team|ticket|notes") String kind,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        Person person = Person.of(principal);
        if (person.isService()) {
            throw Refusal.forbidden("Programs do not search.");
        }
        if (Characters.length(q) > properties.longestQuery()) {
            throw new Refusal(
                    RefusalCode.BAD_REQUEST, "q is longer than " + properties.longestQuery() + " characters.");
        }
        Criteria criteria = new Criteria(
                Query.of(Characters.repaired(q).replace('\0', ' ')),
                conversationId,
                sender,
                SqlValues.known(since),
                SqlValues.known(until),
                has == null ? null : Criteria.Has.valueOf(has.toUpperCase(Locale.ROOT)),
                kind == null ? null : ConversationKind.valueOf(kind.toUpperCase(Locale.ROOT)));
        ResultPosition after = cursor == null || cursor.isEmpty() ? null : ResultPosition.of(cursor);
        limits.spend(principal, RateLimits.Action.SEARCH);
        long began = System.nanoTime();
        Page<SearchHit> page = atOnce.one(principal, () -> search.page(person, criteria, after, limit));
        AnswerSlots.await(began);
        return page;
    }

    @PostMapping("/rebuild")
    @PreAuthorize("hasAuthority('admin')")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void rebuild() {
        rebuild.begin();
    }
}
