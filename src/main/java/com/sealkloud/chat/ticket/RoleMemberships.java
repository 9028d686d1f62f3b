package com.sealkloud.chat.ticket;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.RoleChanged;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationAccess;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.conversation.ConversationRepository;
import com.sealkloud.chat.conversation.LogRows;
import com.sealkloud.chat.conversation.Memberships;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.room.RoomMembership;
import jakarta.persistence.EntityManager;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes the memberships along when somebody gets another role: a client keeps their own tickets and
 * what they share with staff, a program keeps nothing, and tickets that were in their hands go back
 * into the queue.
 */
@Component
class RoleMemberships {

    /** So many conversations are in memory: JPA compares all it has with each query. */
    private static final int AT_ONCE = 100;

    private final LogRows rows;
    private final TicketStateRepository states;
    private final ConversationRepository conversations;
    private final Memberships memberships;
    private final Departures departures;
    private final RoomMembership membership;
    private final Directory directory;
    private final EntityManager entities;

    RoleMemberships(
            LogRows rows,
            TicketStateRepository states,
            ConversationRepository conversations,
            Memberships memberships,
            Departures departures,
            RoomMembership membership,
            Directory directory,
            EntityManager entities) {
        this.rows = rows;
        this.states = states;
        this.conversations = conversations;
        this.memberships = memberships;
        this.departures = departures;
        this.membership = membership;
        this.directory = directory;
        this.entities = entities;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void follow(RoleChanged change) {
        Person after = change.after();
        if (after.isStaff() && change.before().isStaff()) {
            return;
        }
        String userId = after.userId();
        List<String> idsInHands = states.idsInHandsOf(userId);
        List<String> idsJoined = conversations.idsJoinedBy(userId);
        if (idsInHands.isEmpty() && idsJoined.isEmpty()) {
            return;
        }
        lock(Stream.concat(idsInHands.stream(), idsJoined.stream()));
        if (after.isStaff()) {
            forEach(idsJoined, room -> membership.enterNotes(room, after));
            return;
        }
        forEach(idsInHands, room -> departures.takeOutOfHands(room, userId));
        forEach(idsJoined, conversation -> leave(conversation, change));
    }

    /** What the caller has of JPA stays there: the account is not written yet. */
    private void forEach(List<String> conversationIds, Consumer<Conversation> work) {
        Session session = entities.unwrap(Session.class);
        Set<Object> ofCaller = Collections.newSetFromMap(new IdentityHashMap<>());
        ofCaller.addAll(session.getManagedEntities());
        for (int from = 0; from < conversationIds.size(); from += AT_ONCE) {
            int to = Math.min(from + AT_ONCE, conversationIds.size());
            conversations.findAllById(conversationIds.subList(from, to)).forEach(work);
            session.flush();
            List.copyOf(session.getManagedEntities()).stream()
                    .filter(entity -> !ofCaller.contains(entity))
                    .forEach(session::detach);
        }
    }

    /**
     * All at once, so that nobody waits in a circle, and before JPA reads them, since it would keep
     * what it has read.
     */
    private void lock(Stream<String> conversationIds) {
        rows.lock(conversationIds
                .flatMap(id -> Ids.isTicketRoom(id) ? Stream.of(id, Ids.notesOf(id)) : Stream.of(id))
                .collect(Collectors.toSet()));
    }

    private void leave(Conversation conversation, RoleChanged change) {
        Person after = change.after();
        if (conversation.kind() == ConversationKind.DIRECT) {
            if (!mayGoOn(conversation, after)) {
                conversation.end();
                memberships.end(conversation.conversationId(), after.userId());
            }
        } else if (conversation.kind() == ConversationKind.NOTES) {
            memberships.end(conversation.conversationId(), after.userId());
        } else if (!after.isClient() || !conversation.admits(after)) {
            membership.remove(conversation, Cause.SYSTEM, change.before());
        }
    }

    private boolean mayGoOn(Conversation direct, Person person) {
        return directory.findAllEvenDisabled(List.of(direct.otherThan(person.userId()))).stream()
                .anyMatch(other -> ConversationAccess.mayShare(person, other));
    }
}
