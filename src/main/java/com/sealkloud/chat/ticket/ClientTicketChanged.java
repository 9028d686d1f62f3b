package com.sealkloud.chat.ticket;

import com.sealkloud.chat.log.ClientForm;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * What clients get of {@link TicketChanged}: what the ticket is called, how it stands and who has
 * it. Tiers, handovers and who is on duty are for staff.
 */
class ClientTicketChanged implements ClientForm {

    private static final List<String> KNOWN = List.of(
            "type",
            "conversationId",
            "seq",
            "roomId",
            "ticketId",
            "change",
            "number",
            "title",
            "status",
            "assigneeId",
            "closed",
            "actorId",
            "timestamp");

    /** Changes of who has it look alike, and do not say who has seen to it. */
    private static final Set<String> SHOWN = Set.of("opened", "status_changed", "closed", "reopened", "renamed");

    @Override
    public boolean isHeardByClients(String destination) {
        return !destination.equals(TicketTopic.TICKETS);
    }

    @Override
    public ObjectNode of(ObjectNode event) {
        ObjectNode shown = event.deepCopy().retain(KNOWN);
        String change = event.path("change").asString("");
        if (!SHOWN.contains(change)) {
            shown.put("change", change.equals("claimed") ? change : "assigned");
            shown.remove("actorId");
        }
        return shown;
    }
}
