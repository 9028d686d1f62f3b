package com.sealkloud.chat.ticket;

import com.sealkloud.chat.conversation.UnseenMembers;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Clients do not see who is in a room only because its ticket is offered to them. */
@Component
class UnseenReceivers implements UnseenMembers {

    private final HandoverRepository handovers;

    UnseenReceivers(HandoverRepository handovers) {
        this.handovers = handovers;
    }

    @Override
    public Map<String, Set<String>> of(Collection<String> roomIds) {
        return roomIds.isEmpty()
                ? Map.of()
                : handovers.openOf(roomIds).stream()
                        .filter(Handover::broughtIn)
                        .collect(Collectors.groupingBy(
                                Handover::conversationId, Collectors.mapping(Handover::toId, Collectors.toSet())));
    }
}
