package com.sealkloud.chat.ownticket;

import com.sealkloud.chat.ticket.TicketKeepingProperties;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a client has to know before it offers to open a ticket, or to change its status. */
@RestController
@RequestMapping("/api/v1/ticket-settings")
class TicketSettingsController {

    private final TicketKeepingProperties keeping;
    private final OwnTicketProperties properties;

    TicketSettingsController(TicketKeepingProperties keeping, OwnTicketProperties properties) {
        this.keeping = keeping;
        this.properties = properties;
    }

    /**
     * @param own whether this service keeps the tickets
     * @param statuses in their order; the last one closes a ticket. None of a ticket service's
     */
    record TicketSettings(boolean own, List<String> statuses) {}

    @GetMapping
    TicketSettings settings() {
        return new TicketSettings(keeping.areOwn(), keeping.areOwn() ? properties.statuses() : List.of());
    }
}
