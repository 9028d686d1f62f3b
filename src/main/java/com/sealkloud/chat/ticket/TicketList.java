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
import com.sealkloud.chat.log.History;
import com.sealkloud.chat.log.History.MessagePage;
import com.sealkloud.chat.ticket.TicketDigests.Digest;
import java.time.Instant;
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
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lists tickets for those who work on them. */
@Component
@Transactional(readOnly = true)
public class TicketList {

    private final ConversationRepository conversations;
    private final ParticipantRepository participants;
    private final TicketStateRepository states;
    private final TicketViews tickets;
    private final Directory directory;
    private final TicketSearch search;
    private final TicketDigests digests;
    private final History history;

    TicketList(
            ConversationRepository conversations,
            ParticipantRepository participants,
            TicketStateRepository states,
            TicketViews tickets,
            Directory directory,
            TicketSearch search,
            TicketDigests digests,
            History history) {
        this.conversations = conversations;
        this.participants = participants;
        this.states = states;
        this.tickets = tickets;
        this.directory = directory;
        this.search = search;
        this.digests = digests;
        this.history = history;
    }

    /**
     * A ticket in a list.
     *
     * @param since since when it has been where it is; a client sees when it was closed
     * @param member whether the asker is in its room
     * @param people the requester, the owner, and both of an open offer
     * @param requester whose ticket it is; null if it is nobody's
     * @param firstMessage how the first message in its room begins
     * @param waitingSince since when it waits for somebody to take it; null once somebody has, and
     *     for clients
     * @param unreadNotes notes of others that the asker has not read; all of them for somebody who
     *     is not in the room, as nothing says what they have read
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record QueuedTicket(
            String roomId,
            TicketView ticket,
            @Nullable Instant since,
            boolean member,
            List<Person> people,
            @Nullable Person requester,
            @Nullable String firstMessage,
            @Nullable Instant waitingSince,
            long unreadNotes) {}

    /**
     * A ticket to be read before it is taken.
     *
     * @param messages the newest ones of its room
     * @param notes the newest ones of its notes
     */
    record Preview(QueuedTicket item, MessagePage messages, MessagePage notes) {}

    Page<QueuedTicket> page(Person person, TicketFilter filter, @Nullable Cursor after, int limit) {
        TicketPolicy.requireMayList(person);
        List<TicketState> found = search.find(person, filter, after, limit + 1);
        List<TicketState> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? cursorOf(page.get(limit - 1)).encode() : null;
        return new Page<>(views(page, person), next);
    }

    Preview preview(Person person, String ticketId, int limit) {
        TicketPolicy.requireMayPreview(person);
        QueuedTicket item = changed(person, ticketId);
        return new Preview(
                item,
                history.newestOf(person, head(item.roomId()), limit),
                history.newestOf(person, head(Ids.notesOf(item.roomId())), limit));
    }

    private Conversation head(String conversationId) {
        return conversations.findById(conversationId).orElseThrow();
    }

    public QueuedTicket one(Person person, String ticketId) {
        TicketPolicy.requireMayList(person);
        return changed(person, ticketId);
    }

    /** @return the ticket for somebody who has just opened or changed it, and so may see it */
    public QueuedTicket changed(Person person, String ticketId) {
        return states.findById(Ids.ticketRoom(ticketId)).stream()
                .flatMap(ticket -> views(List.of(ticket), person).stream())
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("There is no ticket " + ticketId + " for you."));
    }

    private static Cursor cursorOf(TicketState ticket) {
        return new Cursor(ticket.since(), ticket.conversationId());
    }

    private List<QueuedTicket> views(List<TicketState> page, Person person) {
        List<String> roomIds = page.stream().map(TicketState::conversationId).toList();
        Map<String, TicketView> views = tickets.of(conversations.findAllById(roomIds), person);
        Set<String> joined = new HashSet<>(participants.joinedBy(person.userId(), roomIds));
        Map<String, Person> people =
                directory
                        .findAllEvenDisabled(views.values().stream()
                                .flatMap(TicketList::peopleOf)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Person::userId, Function.identity()));
        Map<String, Digest> logs = digests.of(person, roomIds);
        return page.stream()
                .map(ticket -> {
                    String roomId = ticket.conversationId();
                    TicketView view = Objects.requireNonNull(views.get(roomId));
                    Digest digest = Objects.requireNonNull(logs.get(roomId));
                    return new QueuedTicket(
                            roomId,
                            view,
                            person.isClient() && !view.closed() ? null : ticket.since(),
                            joined.contains(roomId),
                            peopleOf(view)
                                    .distinct()
                                    .flatMap(userId -> Stream.ofNullable(people.get(userId)))
                                    .toList(),
                            view.requesterId() == null ? null : people.get(view.requesterId()),
                            digest.firstMessage(),
                            isWaiting(view) && !person.isClient() ? ticket.since() : null,
                            digest.unreadNotes());
                })
                .toList();
    }

    private static boolean isWaiting(TicketView ticket) {
        return !ticket.closed() && ticket.assigneeId() == null;
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
