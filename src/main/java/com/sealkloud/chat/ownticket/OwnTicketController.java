package com.sealkloud.chat.ownticket;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.ownticket.TicketOpening.Opened;
import com.sealkloud.chat.ownticket.TicketOpening.Wanted;
import com.sealkloud.chat.realtime.RateLimits;
import com.sealkloud.chat.text.VisibleLine;
import com.sealkloud.chat.text.VisibleText;
import com.sealkloud.chat.ticket.TicketList;
import com.sealkloud.chat.ticket.TicketList.QueuedTicket;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tickets that this service keeps itself, over REST: opened, closed and reopened by staff and by
 * their requesters. Each step answers with the ticket as it is then, and counts as a message.
 */
@RestController
@RequestMapping("/api/v1/tickets")
class OwnTicketController {

    private final TicketOpening opening;
    private final OwnTickets tickets;
    private final TicketList queue;
    private final RateLimits limits;

    OwnTicketController(TicketOpening opening, OwnTickets tickets, TicketList queue, RateLimits limits) {
        this.opening = opening;
        this.tickets = tickets;
        this.queue = queue;
        this.limits = limits;
    }

    record TicketRequest(
            @NotNull @VisibleLine(max = 200) String title,
            @Nullable @VisibleText String message,
            @Nullable @Pattern(regexp = Ids.PATTERN) String requesterId,
            @Nullable @Pattern(regexp = Ids.PATTERN) String conversationId,

            @Nullable @Size(max = 500) List<@NotNull @Pattern(regexp = Ids.PATTERN) String> memberIds,

            @Nullable @Pattern(regexp = Ids.PATTERN) String clientMessageId) {

        Wanted wanted() {
            List<String> members = Objects.requireNonNullElse(memberIds, List.of());
            return new Wanted(title, message, requesterId, conversationId, members, clientMessageId);
        }
    }

    record CloseRequest(
            @Nullable @VisibleText String message,
            @Nullable @VisibleText String reason) {}

    /** One of the two at least. */
    record TicketPatch(
            @Nullable @VisibleLine(max = 200) String title,
            @Nullable @Pattern(regexp = Ids.PATTERN) String requesterId) {}

    record StatusRequest(@NotNull @VisibleLine(max = 40) String status) {}

    /** Answers with the ticket: 201 the first time, 200 when it had been opened before. */
    @PostMapping
    ResponseEntity<QueuedTicket> open(@Valid @RequestBody TicketRequest request, Principal principal) {
        Person opener = Person.of(principal);
        Wanted wanted = request.wanted();
        limits.spendForRoom(opener, wanted.memberIds().size());
        Opened opened = open(opener, wanted);
        return ResponseEntity.status(opened.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(queue.changed(opener, opened.ticketId()));
    }

    private Opened open(Person opener, Wanted wanted) {
        try {
            return opening.open(opener, wanted);
        } catch (DataIntegrityViolationException openedAtThisMoment) {
            return opening.open(opener, wanted);
        }
    }

    @PatchMapping("/{ticketId}")
    QueuedTicket change(@PathVariable String ticketId, @Valid @RequestBody TicketPatch patch, Principal principal) {
        if (patch.title() == null && patch.requesterId() == null) {
            throw Refusal.badRequest("Give a title, a requesterId, or both.");
        }
        limits.spend(principal, RateLimits.Action.MESSAGE);
        tickets.change(Person.of(principal), ticketId, patch.title(), patch.requesterId());
        return queue.one(Person.of(principal), ticketId);
    }

    @PostMapping("/{ticketId}/close")
    QueuedTicket close(
            @PathVariable String ticketId,
            @Valid @RequestBody(required = false) @Nullable CloseRequest request,
            Principal principal) {
        Person person = Person.of(principal);
        String message = request == null ? null : request.message();
        String reason = request == null ? null : request.reason();
        limits.spend(principal, RateLimits.Action.MESSAGE);
        tickets.close(person, ticketId, message, reason);
        return queue.changed(person, ticketId);
    }

    @PostMapping("/{ticketId}/reopen")
    QueuedTicket reopen(@PathVariable String ticketId, Principal principal) {
        limits.spend(principal, RateLimits.Action.MESSAGE);
        tickets.reopen(Person.of(principal), ticketId);
        return queue.changed(Person.of(principal), ticketId);
    }

    @PostMapping("/{ticketId}/status")
    QueuedTicket setStatus(
            @PathVariable String ticketId, @Valid @RequestBody StatusRequest request, Principal principal) {
        limits.spend(principal, RateLimits.Action.MESSAGE);
        tickets.setStatus(Person.of(principal), ticketId, request.status());
        return queue.changed(Person.of(principal), ticketId);
    }
}
