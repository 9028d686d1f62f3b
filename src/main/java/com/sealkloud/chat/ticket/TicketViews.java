package com.sealkloud.chat.ticket;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Directory.Listed;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationDetails;
import com.sealkloud.chat.ticket.TicketView.Followed;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Shows the tickets of rooms: three queries for a page of them, and one more if some follow others.
 */
@Component
class TicketViews implements ConversationDetails {

    private final Tickets tickets;
    private final TicketStateRepository states;
    private final HandoverRepository handovers;
    private final HandoverNotes notes;
    private final Directory directory;
    private final List<FurtherActions> features;

    TicketViews(
            Tickets tickets,
            TicketStateRepository states,
            HandoverRepository handovers,
            HandoverNotes notes,
            Directory directory,
            List<FurtherActions> features) {
        this.tickets = tickets;
        this.states = states;
        this.handovers = handovers;
        this.notes = notes;
        this.directory = directory;
        this.features = features;
    }

    @Override
    public Map<String, TicketView> of(List<Conversation> page, Person person) {
        Map<String, Ticket> ticketsById = tickets.of(page);
        Map<String, Handover> offers = ticketsById.isEmpty()
                ? Map.of()
                : handovers.openOf(ticketsById.keySet()).stream()
                        .collect(Collectors.toMap(Handover::conversationId, Function.identity()));
        Map<String, Listed> requesters = requesters(ticketsById.values(), person);
        Map<String, Followed> followed = followed(ticketsById.values(), person);
        return page.stream()
                .filter(room -> ticketsById.containsKey(room.conversationId()))
                .collect(Collectors.toMap(Conversation::conversationId, room -> {
                    Ticket ticket = Objects.requireNonNull(ticketsById.get(room.conversationId()));
                    Handover offer = offers.get(room.conversationId());
                    return TicketView.of(
                            ticket,
                            person,
                            offer,
                            offer == null ? null : notes.of(offer),
                            ticket.followsRoomId() == null ? null : followed.get(ticket.followsRoomId()),
                            isGone(ticket.requesterId(), requesters),
                            further(person, room));
                }));
    }

    /** A ticket can have got another requester since, of whom this reader must not learn. */
    private Map<String, Followed> followed(Collection<Ticket> page, Person person) {
        List<String> roomIds = page.stream()
                .flatMap(ticket -> Stream.ofNullable(ticket.followsRoomId()))
                .distinct()
                .toList();
        List<TicketState> found = roomIds.isEmpty() ? List.of() : states.findAllById(roomIds);
        return found.stream()
                .filter(state -> !person.isClient()
                        || person.userId().equals(state.ticket().requesterId()))
                .collect(Collectors.toMap(TicketState::conversationId, state -> Followed.of(state.ticket())));
    }

    private Map<String, Listed> requesters(Collection<Ticket> page, Person person) {
        List<String> ids = page.stream()
                .flatMap(ticket -> Stream.ofNullable(ticket.requesterId()))
                .distinct()
                .toList();
        return person.isClient() || ids.isEmpty() ? Map.of() : directory.list(ids);
    }

    private static boolean isGone(@Nullable String requesterId, Map<String, Listed> requesters) {
        Listed requester = requesterId == null ? null : requesters.get(requesterId);
        return requester != null && !requester.enabled();
    }

    private List<String> further(Person person, Conversation room) {
        return features.stream()
                .flatMap(feature -> feature.openTo(person, room).stream())
                .toList();
    }
}
