package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Directory.Listed;
import com.sealkloud.chat.account.Person;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows the tickets of rooms: one query for a page of them. */
@Component
public class TicketViews {

    private final HandoverRepository handovers;
    private final Directory directory;
    private final List<FurtherActions> features;

    TicketViews(HandoverRepository handovers, Directory directory, List<FurtherActions> features) {
        this.handovers = handovers;
        this.directory = directory;
        this.features = features;
    }

    /** @return by the id of the room; conversations without a ticket are passed over */
    public Map<String, TicketView> of(List<Conversation> page, Person person) {
        List<Conversation> rooms =
                page.stream().filter(room -> room.ticket() != null).toList();
        Map<String, Handover> offers = rooms.isEmpty()
                ? Map.of()
                : handovers
                        .openOf(rooms.stream().map(Conversation::conversationId).toList())
                        .stream()
                        .collect(Collectors.toMap(Handover::conversationId, Function.identity()));
        Map<String, Listed> requesters = requesters(rooms, person);
        return rooms.stream()
                .collect(Collectors.toMap(
                        Conversation::conversationId,
                        room -> TicketView.of(
                                room.requireTicket(),
                                person,
                                offers.get(room.conversationId()),
                                isGone(room.requireTicket().requesterId(), requesters),
                                further(person, room))));
    }

    private Map<String, Listed> requesters(List<Conversation> rooms, Person person) {
        List<String> ids = rooms.stream()
                .flatMap(room -> Stream.ofNullable(room.requireTicket().requesterId()))
                .distinct()
                .toList();
        return person.isClient() || ids.isEmpty() ? Map.of() : directory.list(ids);
    }

    private static boolean isGone(@Nullable String requesterId, Map<String, Listed> requesters) {
        Listed requester = requesterId == null ? null : requesters.get(requesterId);
        return requester != null && !requester.enabled();
    }

    /** @return by the id of the room who is in it only because its ticket is offered to them */
    Map<String, Set<String>> unseenMembers(Collection<String> roomIds) {
        return roomIds.isEmpty()
                ? Map.of()
                : handovers.openOf(roomIds).stream()
                        .filter(Handover::broughtIn)
                        .collect(Collectors.groupingBy(
                                Handover::conversationId, Collectors.mapping(Handover::toId, Collectors.toSet())));
    }

    private List<String> further(Person person, Conversation room) {
        return features.stream()
                .flatMap(feature -> feature.openTo(person, room).stream())
                .toList();
    }
}
