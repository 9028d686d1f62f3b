package com.sealkloud.chat.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationRepository;
import com.sealkloud.chat.conversation.ConversationViews.Cursor;
import com.sealkloud.chat.conversation.ParticipantRepository;
import com.sealkloud.chat.conversation.TicketView;
import com.sealkloud.chat.conversation.TicketViews;
import com.sealkloud.chat.conversation.Tier;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lists tickets for those who work on them. */
@Component
@Transactional(readOnly = true)
class TicketQueue {

    private final ConversationRepository conversations;
    private final ParticipantRepository participants;
    private final TicketViews tickets;
    private final Directory directory;

    TicketQueue(
            ConversationRepository conversations,
            ParticipantRepository participants,
            TicketViews tickets,
            Directory directory) {
        this.conversations = conversations;
        this.participants = participants;
        this.tickets = tickets;
        this.directory = directory;
    }

    /** Which tickets are listed. */
    enum Selection {
        /** Open ones that nobody has. */
        waiting,
        /** Open ones that the asker has. */
        mine,
        /** Those that are offered to the asker. */
        offered,
        /** All open ones. */
        open,
        /** Those that are over. */
        closed
    }

    /**
     * A ticket in a list.
     *
     * @param since since when it has been where it is; a client sees when it was closed
     * @param member whether the asker is in its room
     * @param people the requester, the owner, and both of an open offer
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QueuedTicket(
            String roomId, TicketView ticket, @Nullable Instant since, boolean member, List<Person> people) {}

    /** @param tier null for all; of those that wait, for all that the asker may take */
    Page<QueuedTicket> page(
            Person person, Selection selection, @Nullable Tier tier, @Nullable Cursor after, int limit) {
        requireEmployed(person);
        Set<Tier> tiers = tier == null ? tiers(person, selection) : EnumSet.of(tier);
        List<Conversation> found = find(person, selection, tiers, after, Limit.of(limit + 1));
        List<Conversation> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? cursorOf(page.get(limit - 1)).encode() : null;
        return new Page<>(views(page, person), next);
    }

    QueuedTicket one(Person person, String ticketId) {
        requireEmployed(person);
        return changed(person, ticketId);
    }

    /** @return the ticket for somebody who has just opened or changed it, and so may see it */
    QueuedTicket changed(Person person, String ticketId) {
        return conversations
                .findById(Ids.ticketRoom(ticketId))
                .filter(room -> room.ticket() != null)
                .map(room -> views(List.of(room), person).get(0))
                .orElseThrow(() -> Refusal.notFound("There is no ticket " + ticketId + " for you."));
    }

    private static void requireEmployed(Person person) {
        if (person.isClient()) {
            throw Refusal.forbidden("Tickets are listed to staff and to ticket services.");
        }
    }

    private static Set<Tier> tiers(Person person, Selection selection) {
        Set<Tier> all = EnumSet.allOf(Tier.class);
        if (selection == Selection.waiting && person.isStaff()) {
            all.removeIf(tier -> !tier.isServedBy(person.userRole()));
        }
        return all;
    }

    private List<Conversation> find(
            Person person, Selection selection, Set<Tier> tiers, @Nullable Cursor after, Limit limit) {
        Instant afterTime = after == null ? Instant.EPOCH : after.time();
        String afterId = after == null ? "" : after.id();
        return switch (selection) {
            case waiting -> conversations.waitingTickets(tiers, afterTime, afterId, limit);
            case mine -> conversations.ticketsOf(person.userId(), tiers, afterTime, afterId, limit);
            case offered -> conversations.ticketsOfferedTo(person.userId(), tiers, afterTime, afterId, limit);
            case open -> conversations.openTickets(tiers, afterTime, afterId, limit);
            case closed ->
                conversations.closedTickets(tiers, after == null ? Cursor.END_OF_TIME : afterTime, afterId, limit);
        };
    }

    private static Cursor cursorOf(Conversation room) {
        return new Cursor(room.ticketState().since(), room.conversationId());
    }

    private List<QueuedTicket> views(List<Conversation> page, Person person) {
        Map<String, TicketView> views = tickets.of(page, person);
        Set<String> joined = new HashSet<>(participants.joinedBy(
                person.userId(), page.stream().map(Conversation::conversationId).toList()));
        Map<String, Person> people =
                directory
                        .findAll(views.values().stream()
                                .flatMap(TicketQueue::peopleOf)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Person::userId, Function.identity()));
        return page.stream()
                .map(room -> {
                    TicketView view = Objects.requireNonNull(views.get(room.conversationId()));
                    return new QueuedTicket(
                            room.conversationId(),
                            view,
                            person.isClient() && !view.closed()
                                    ? null
                                    : room.ticketState().since(),
                            joined.contains(room.conversationId()),
                            peopleOf(view)
                                    .distinct()
                                    .flatMap(userId -> Stream.ofNullable(people.get(userId)))
                                    .toList());
                })
                .toList();
    }

    private static Stream<String> peopleOf(TicketView ticket) {
        Optional<TicketView.Offer> offer = Optional.ofNullable(ticket.handover());
        return Stream.of(
                        Optional.ofNullable(ticket.requesterId()),
                        Optional.ofNullable(ticket.assigneeId()),
                        offer.map(TicketView.Offer::fromId),
                        offer.map(TicketView.Offer::toId))
                .flatMap(Optional::stream);
    }
}
