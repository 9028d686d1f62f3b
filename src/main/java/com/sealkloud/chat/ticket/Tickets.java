package com.sealkloud.chat.ticket;

import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.room.RoomInitializer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Finds the tickets of rooms. Whoever changes one has locked its room, and with it the ticket,
 * which is a part of the same row.
 */
@Component
public class Tickets implements RoomInitializer {

    private final TicketStateRepository states;
    private final TicketKeeper keeper;

    Tickets(TicketStateRepository states, TicketKeeper keeper) {
        this.states = states;
        this.keeper = keeper;
    }

    @Override
    public void initialize(Conversation room, Instant now) {
        if (isTicketRoom(room)) {
            states.begin(room.conversationId(), now);
            state(room).describe(keeper.nextNumber(), keeper.firstStatus());
        }
    }

    /** @return the ticket whose room it is, nothing for any other conversation */
    Optional<Ticket> find(Conversation conversation) {
        return isTicketRoom(conversation) ? Optional.of(of(conversation)) : Optional.empty();
    }

    /** @return the same, of the conversation with this id, which need not be locked */
    public Optional<Ticket> find(String conversationId) {
        return Ids.isTicketRoom(conversationId)
                ? states.findById(conversationId).map(TicketState::ticket)
                : Optional.empty();
    }

    /** @return the ticket, of a room that is known to be one's */
    public Ticket of(Conversation room) {
        return state(room).of(room);
    }

    /** @return the tickets of these rooms, by the room's id; other conversations are passed over */
    Map<String, Ticket> of(Collection<Conversation> page) {
        Map<String, Conversation> rooms = page.stream()
                .filter(Tickets::isTicketRoom)
                .collect(Collectors.toMap(Conversation::conversationId, Function.identity()));
        List<TicketState> found = rooms.isEmpty() ? List.of() : states.findAllById(rooms.keySet());
        return found.stream().collect(Collectors.toMap(TicketState::conversationId, state -> {
            Conversation room = Objects.requireNonNull(rooms.get(state.conversationId()));
            return state.of(room);
        }));
    }

    /** @return what can change of the ticket, of a room that is known to be one's */
    TicketState state(Conversation room) {
        if (!isTicketRoom(room)) {
            throw new IllegalStateException("Not the room of a ticket: " + room.conversationId());
        }
        return states.findById(room.conversationId()).orElseThrow();
    }

    /** @return since when the ticket has been where it is */
    public Instant since(Conversation room) {
        return state(room).since();
    }

    /** @return who had the ticket when it was closed; its room need not be locked */
    public List<String> formerOwner(String roomId) {
        return states.formerOwner(roomId);
    }

    /** @return how many tickets of this requester are open */
    public long countOpenOf(String userId) {
        return states.countOpenTicketsOf(userId);
    }

    public static boolean isTicketRoom(Conversation conversation) {
        return conversation.kind() == ConversationKind.TICKET;
    }
}
