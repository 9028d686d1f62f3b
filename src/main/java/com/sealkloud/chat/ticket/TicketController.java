package com.sealkloud.chat.ticket;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.conversation.ConversationViews.Cursor;
import com.sealkloud.chat.realtime.ListSearches;
import com.sealkloud.chat.realtime.RateLimits;
import com.sealkloud.chat.sql.SqlValues;
import com.sealkloud.chat.text.VisibleText;
import com.sealkloud.chat.ticket.TicketDesk.Parting;
import com.sealkloud.chat.ticket.TicketList.QueuedTicket;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tickets over REST: the queue, and what staff do with them. Each step answers with the ticket as
 * it is then, and counts as a message: all who see the ticket are told.
 */
@RestController
@RequestMapping("/api/v1/tickets")
class TicketController {

    private final TicketDesk desk;
    private final HandoverDesk handovers;
    private final TicketList queue;
    private final ListSearches searches;
    private final RateLimits limits;

    TicketController(
            TicketDesk desk, HandoverDesk handovers, TicketList queue, ListSearches searches, RateLimits limits) {
        this.desk = desk;
        this.handovers = handovers;
        this.queue = queue;
        this.searches = searches;
        this.limits = limits;
    }

    record AssignRequest(@NotNull String assigneeId) {}

    record ReleaseRequest(@Nullable Boolean observe) {}

    record HandoverRequest(
            @NotNull String toId,
            @Nullable @VisibleText String note,
            @Nullable Boolean observe) {}

    record DeclineRequest(@Nullable @VisibleText String note) {}

    record MoveRequest(
            @NotNull Tier tier,
            @Nullable @VisibleText String note,
            @Nullable Boolean observe) {

        Parting parting() {
            return TicketController.parting(note, observe);
        }
    }

    private static Parting parting(@Nullable String note, @Nullable Boolean observe) {
        return new Parting(note, Boolean.TRUE.equals(observe));
    }

    @GetMapping
    Page<QueuedTicket> list(
            Principal principal,
            @RequestParam(name = "queue", defaultValue = "waiting") TicketFilter.Selection selection,
            @RequestParam(required = false) @Nullable String tier,
            @RequestParam(required = false) @Nullable @Pattern(regexp = Ids.PATTERN) String owner,
            @RequestParam(required = false) @Nullable @Size(max = 40) String status,
            @RequestParam(required = false) @Nullable Instant before,
            @RequestParam(required = false) @Nullable @Size(max = 100) String q,
            @RequestParam(required = false) TicketFilter.@Nullable Sort sort,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        TicketFilter filter = new TicketFilter(
                selection,
                tier == null ? null : tier(tier),
                owner,
                status,
                SqlValues.known(before),
                q == null || q.isBlank() ? null : q.strip(),
                sort);
        Cursor after = cursor == null ? null : Cursor.ofClient(cursor);
        Supplier<Page<QueuedTicket>> page = () -> queue.page(Person.of(principal), filter, after, limit);
        return filter.query() == null ? page.get() : searches.one(principal, page);
    }

    private static Tier tier(String name) {
        try {
            return Tier.parse(name);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("There is no tier " + name + ".");
        }
    }

    @GetMapping("/{ticketId}")
    QueuedTicket one(@PathVariable String ticketId, Principal principal) {
        return queue.one(Person.of(principal), ticketId);
    }

    /** A ticket with its newest messages and notes, for staff who have not joined its room. */
    @GetMapping("/{ticketId}/preview")
    TicketList.Preview preview(
            @PathVariable String ticketId,
            Principal principal,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return queue.preview(Person.of(principal), ticketId, limit);
    }

    @PostMapping("/{ticketId}/claim")
    QueuedTicket claim(@PathVariable String ticketId, Principal principal) {
        limits.spend(principal, RateLimits.Action.MESSAGE);
        desk.claim(Person.of(principal), ticketId);
        return one(ticketId, principal);
    }

    @PostMapping("/{ticketId}/assign")
    QueuedTicket assign(@PathVariable String ticketId, @Valid @RequestBody AssignRequest request, Principal principal) {
        limits.spend(principal, RateLimits.Action.MESSAGE);
        desk.assign(Person.of(principal), ticketId, request.assigneeId());
        return one(ticketId, principal);
    }

    @PostMapping("/{ticketId}/release")
    QueuedTicket release(
            @PathVariable String ticketId,
            @RequestBody(required = false) @Nullable ReleaseRequest request,
            Principal principal) {
        limits.spend(principal, RateLimits.Action.MESSAGE);
        desk.release(Person.of(principal), ticketId, request != null && Boolean.TRUE.equals(request.observe()));
        return one(ticketId, principal);
    }

    @PostMapping("/{ticketId}/escalate")
    QueuedTicket escalate(@PathVariable String ticketId, @Valid @RequestBody MoveRequest request, Principal principal) {
        limits.spend(principal, RateLimits.Action.MESSAGE);
        desk.escalate(Person.of(principal), ticketId, request.tier(), request.parting());
        return one(ticketId, principal);
    }

    @PostMapping("/{ticketId}/return")
    QueuedTicket giveBack(@PathVariable String ticketId, @Valid @RequestBody MoveRequest request, Principal principal) {
        limits.spend(principal, RateLimits.Action.MESSAGE);
        desk.giveBack(Person.of(principal), ticketId, request.tier(), request.parting());
        return one(ticketId, principal);
    }

    @PostMapping("/{ticketId}/handovers")
    QueuedTicket offer(
            @PathVariable String ticketId, @Valid @RequestBody HandoverRequest request, Principal principal) {
        limits.spend(principal, RateLimits.Action.MESSAGE);
        handovers.offer(Person.of(principal), ticketId, request.toId(), parting(request.note(), request.observe()));
        return one(ticketId, principal);
    }

    @PostMapping("/{ticketId}/handovers/{handoverId}/accept")
    QueuedTicket accept(@PathVariable String ticketId, @PathVariable String handoverId, Principal principal) {
        limits.spend(principal, RateLimits.Action.MESSAGE);
        handovers.accept(Person.of(principal), ticketId, handoverId);
        return one(ticketId, principal);
    }

    @PostMapping("/{ticketId}/handovers/{handoverId}/decline")
    QueuedTicket decline(
            @PathVariable String ticketId,
            @PathVariable String handoverId,
            @Valid @RequestBody(required = false) @Nullable DeclineRequest request,
            Principal principal) {
        String note = request == null ? null : request.note();
        limits.spend(principal, RateLimits.Action.MESSAGE);
        handovers.decline(Person.of(principal), ticketId, handoverId, note);
        return one(ticketId, principal);
    }

    @DeleteMapping("/{ticketId}/handovers/{handoverId}")
    QueuedTicket withdraw(@PathVariable String ticketId, @PathVariable String handoverId, Principal principal) {
        limits.spend(principal, RateLimits.Action.MESSAGE);
        handovers.withdraw(Person.of(principal), ticketId, handoverId);
        return one(ticketId, principal);
    }
}
