package com.sealkloud.chat.ownticket;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.realtime.RateLimits;
import com.sealkloud.chat.text.VisibleLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** "Make a ticket of this", for staff. */
@RestController
@RequestMapping("/api/v1/conversations/{conversationId}/ticket-requests")
class TicketRequestController {

    private final TicketOpening opening;
    private final RateLimits limits;

    TicketRequestController(TicketOpening opening, RateLimits limits) {
        this.opening = opening;
        this.limits = limits;
    }

    record NewTicketRequest(@NotNull @VisibleLine(max = 200) String title) {}

    record AskedForTicket(String requestId) {}

    /**
     * Answers at once. The conversation hears as an event that there is a ticket: at once too, or
     * when the ticket service answers.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    AskedForTicket ask(
            @PathVariable String conversationId, @Valid @RequestBody NewTicketRequest request, Principal principal) {
        limits.spend(principal, RateLimits.Action.MESSAGE);
        return new AskedForTicket(opening.ask(Person.of(principal), conversationId, request.title()));
    }
}
