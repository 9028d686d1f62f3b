package com.sealkloud.chat.ownticket;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationRepository;
import com.sealkloud.chat.conversation.LogRows;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.program.ProgramRequest;
import com.sealkloud.chat.program.ProgramRequests;
import com.sealkloud.chat.realtime.RateLimits;
import com.sealkloud.chat.room.RoomMembership;
import com.sealkloud.chat.room.RoomPeople;
import com.sealkloud.chat.ticket.TicketMoves;
import com.sealkloud.chat.ticket.TicketPolicy;
import com.sealkloud.chat.ticket.TicketRequests;
import com.sealkloud.chat.ticket.TicketRooms;
import com.sealkloud.chat.ticket.TicketRooms.NewTicket;
import com.sealkloud.chat.ticket.Tickets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens tickets for people: as a ticket service does ({@link TicketRooms}) where this service keeps
 * them, and otherwise by asking the ticket service ({@link TicketRequests}).
 */
@Service
@Transactional
class TicketOpening {

    private final OwnTicketPolicy policy;
    private final OwnTicketProperties properties;
    private final TicketRooms rooms;
    private final TicketRequests requests;
    private final TicketMoves moves;
    private final ProgramRequests done;
    private final RoomMembership membership;
    private final RoomPeople people;
    private final Tickets tickets;
    private final ConversationRepository conversations;
    private final LogRows rows;
    private final RateLimits limits;

    TicketOpening(
            OwnTicketPolicy policy,
            OwnTicketProperties properties,
            TicketRooms rooms,
            TicketRequests requests,
            TicketMoves moves,
            ProgramRequests done,
            RoomMembership membership,
            RoomPeople people,
            Tickets tickets,
            ConversationRepository conversations,
            LogRows rows,
            RateLimits limits) {
        this.policy = policy;
        this.properties = properties;
        this.rooms = rooms;
        this.requests = requests;
        this.moves = moves;
        this.done = done;
        this.membership = membership;
        this.people = people;
        this.tickets = tickets;
        this.conversations = conversations;
        this.rows = rows;
        this.limits = limits;
    }

    /**
     * What somebody wants opened.
     *
     * @param message the first one in its room, by whoever opens it
     * @param requesterId null for the client who opens it, or of the conversation
     * @param conversationId which gets a link to the ticket
     * @param memberIds who else is in its room
     * @param clientMessageId makes repeating harmless
     */
    record Wanted(
            String title,
            @Nullable String message,
            @Nullable String requesterId,
            @Nullable String conversationId,
            List<String> memberIds,
            @Nullable String clientMessageId) {}

    /** @param isNew false if it had been opened before under this {@code clientMessageId} */
    record Opened(String ticketId, boolean isNew) {}

    /**
     * "Make a ticket of this".
     *
     * @return the id under which the conversation hears of the ticket
     */
    public String ask(Person caller, String conversationId, String title) {
        Wanted wanted = new Wanted(title, null, null, conversationId, List.of(), null);
        String requesterId = policy.areOwn() ? keptRequesterOf(caller, wanted) : null;
        Person asker = policy.areOwn() ? people.keep(caller) : caller;
        String requestId = requests.ask(asker, conversationId, title);
        TicketPolicy.requireMayAskFor(asker);
        if (policy.areOwn()) {
            open(new ProgramRequest(asker, null, "", requestId), wanted, requesterId);
        }
        return requestId;
    }

    /**
     * @throws Refusal {@code forbidden} for a client who does not open it for themselves, {@code
     *     not_found} for people and conversations that are not theirs, {@code conflict} if the
     *     {@code clientMessageId} stands for something else
     */
    public Opened open(Person caller, Wanted wanted) {
        policy.requireMayOpen(caller, wanted.requesterId(), wanted.memberIds());
        String requesterId = keptRequesterOf(caller, wanted);
        Person opener = people.keep(caller);
        policy.requireMayOpen(opener, wanted.requesterId(), wanted.memberIds());
        String digest = DigestUtils.sha256Hex(wanted.toString());
        String key = wanted.clientMessageId();
        Optional<String> earlier = done.conversationOf(new ProgramRequest(opener, key, digest, null));
        if (earlier.isPresent()) {
            requireStillTheirs(opener, earlier.get());
            return new Opened(earlier.map(Ids::ticketOf).orElseThrow(), false);
        }
        requireRoomForMore(opener);
        String originId = wanted.conversationId();
        String requestId = originId == null ? null : requests.ask(opener, originId, wanted.title());
        return new Opened(open(new ProgramRequest(opener, key, digest, requestId), wanted, requesterId), true);
    }

    /** Somebody else may have it by now, and whoever opened it may be a client by now. */
    private void requireStillTheirs(Person opener, String roomId) {
        boolean isTheirs = conversations
                .findById(roomId)
                .filter(room -> room.isRequester(opener.userId()))
                .isPresent();
        if (opener.isClient() && !isTheirs) {
            throw new Refusal(RefusalCode.CONFLICT, "The ticket that was opened with this id is not yours any more.");
        }
    }

    /**
     * Two that are opened at once may both find room: the bound keeps queues short, and is no
     * right.
     */
    private void requireRoomForMore(Person opener) {
        if (!opener.isClient()) {
            return;
        }
        if (tickets.countOpenOf(opener.userId()) >= properties.mostOpen()) {
            throw new Refusal(
                    RefusalCode.CONFLICT,
                    "You have " + properties.mostOpen() + " open tickets; write in one of them, or close one.");
        }
        limits.spend(opener, RateLimits.Action.TICKET);
    }

    /**
     * Locks the accounts of all whom it concerns as well, before the caller locks the conversation:
     * so does everybody who locks both.
     */
    private @Nullable String keptRequesterOf(Person opener, Wanted wanted) {
        String requesterId = requesterOf(opener, wanted);
        Stream<String> both = Stream.concat(Stream.of(opener.userId()), Stream.ofNullable(requesterId));
        people.keepRoles(Stream.concat(both, wanted.memberIds().stream()).collect(Collectors.toSet()));
        return requesterId;
    }

    /** @param requesterId who was found before the conversation was locked */
    private String open(ProgramRequest request, Wanted wanted, @Nullable String requesterId) {
        Person opener = request.sender();
        if (!Objects.equals(requesterId, requesterOf(opener, wanted))) {
            throw new Refusal(RefusalCode.CONFLICT, "The conversation has another client by now. Try again.");
        }
        if (requesterId != null) {
            TicketPolicy.requireMayBeRequester(people.requirePerson(requesterId));
        }
        String ticketId = Ids.next();
        rooms.opened(
                request,
                new NewTicket(ticketId, null, wanted.title(), null, requesterId, null, request.correlationId()));
        Conversation room = conversations
                .lock(Ids.ticketRoom(ticketId))
                .orElseThrow(() -> new DuplicateKeyException("It was opened at this moment, by the same key"));
        Cause cause = request.cause();
        if (opener.isStaff()) {
            membership.admit(room, cause, opener);
        }
        wanted.memberIds().forEach(userId -> membership.admit(room, cause, people.requirePerson(userId)));
        moves.say(room, cause, opener, wanted.message());
        return ticketId;
    }

    /** JPA does not read anything here, as it would keep what may change before it is locked. */
    private @Nullable String requesterOf(Person opener, Wanted wanted) {
        if (opener.isClient()) {
            return opener.userId();
        }
        String named = wanted.requesterId();
        String originId = wanted.conversationId();
        if (named != null || originId == null) {
            return named;
        }
        return Optional.ofNullable(rows.heads(Set.of(originId)).get(originId))
                .filter(origin ->
                        Tickets.isTicketRoom(origin) || origin.people().contains(opener.userId()))
                .flatMap(this::clientOf)
                .orElse(null);
    }

    private Optional<String> clientOf(Conversation origin) {
        if (Tickets.isTicketRoom(origin)) {
            return Optional.ofNullable(origin.requesterId());
        }
        return origin.people().stream()
                .map(people::requireEvenDisabled)
                .filter(Person::isClient)
                .map(Person::userId)
                .findFirst();
    }
}
