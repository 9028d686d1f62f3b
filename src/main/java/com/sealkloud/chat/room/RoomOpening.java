package com.sealkloud.chat.room;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationRepository;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.log.ConversationLog;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens rooms. */
@Service
public class RoomOpening {

    private final ConversationRepository conversations;
    private final ConversationLog log;
    private final RoomMembership membership;
    private final RoomPeople people;
    private final AuditLog audit;
    private final List<RoomInitializer> initializers;
    private final Clock clock;

    RoomOpening(
            ConversationRepository conversations,
            ConversationLog log,
            RoomMembership membership,
            RoomPeople people,
            AuditLog audit,
            List<RoomInitializer> initializers,
            Clock clock) {
        this.conversations = conversations;
        this.log = log;
        this.membership = membership;
        this.people = people;
        this.audit = audit;
        this.initializers = initializers;
        this.clock = clock;
    }

    /** Opens a team room under this id unless it exists. */
    @Transactional
    public void openTeamRoom(String roomId, String name) {
        if (!conversations.existsById(roomId)) {
            open(Conversation.team(roomId, name, clock.instant()), Cause.SYSTEM);
        }
    }

    /** Opens a room of staff; whoever opens it is in it. */
    @Transactional
    public Conversation openTeamRoom(Person opener, String name, List<String> memberIds) {
        RoomPolicy.requireMayOpenTeamRoom(opener);
        List<String> userIds = first(opener, memberIds);
        people.keepRoles(userIds);
        Conversation room = open(Conversation.team(Ids.next(), name, clock.instant()), Cause.of(opener));
        admitFirst(room, opener, userIds, memberIds);
        return room;
    }

    /**
     * Opens the room of a ticket, with a conversation for notes beside it. A client among the
     * members is the requester.
     */
    @Transactional
    public Conversation openTicketRoom(Person opener, String ticketId, String name, List<String> memberIds) {
        RoomPolicy.requireMayOpenTicketRoom(opener);
        if (conversations.existsById(Ids.ticketRoom(ticketId))) {
            throw new Refusal(RefusalCode.CONFLICT, "The ticket " + ticketId + " has a room already.");
        }
        List<String> userIds = first(opener, memberIds);
        people.keepRoles(userIds);
        Conversation room = openTicketRoom(Cause.of(opener), ticketId, name);
        admitFirst(room, opener, userIds, memberIds);
        return room;
    }

    public Conversation openTicketRoom(Cause cause, String ticketId, String name) {
        Conversation room = open(Conversation.ticket(ticketId, name, clock.instant()), cause);
        conversations.save(Conversation.notesOf(room, clock.instant()));
        return room;
    }

    private Conversation open(Conversation room, Cause cause) {
        Conversation saved = conversations.saveAndFlush(room);
        initializers.forEach(feature -> feature.initialize(saved, clock.instant()));
        log.append(
                saved,
                cause,
                (seq, now) -> new RoomCreated(
                        saved.conversationId(),
                        seq,
                        saved.conversationId(),
                        saved.name(),
                        saved.kind(),
                        saved.ticketId(),
                        now));
        return saved;
    }

    private static List<String> first(Person opener, List<String> memberIds) {
        return Stream.concat(opener.isService() ? Stream.empty() : Stream.of(opener.userId()), memberIds.stream())
                .distinct()
                .toList();
    }

    private void admitFirst(Conversation room, Person opener, List<String> userIds, List<String> memberIds) {
        userIds.forEach(userId -> membership.admit(room, opener, people.requirePerson(userId)));
        audit.recordBy(
                opener.userId(),
                "room.opened",
                "conversation:" + room.conversationId(),
                null,
                Map.of("kind", room.kind(), "members", memberIds));
    }
}
