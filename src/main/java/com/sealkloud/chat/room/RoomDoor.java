package com.sealkloud.chat.room;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationAccess;
import com.sealkloud.chat.conversation.ConversationRepository;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.realtime.RateLimits;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people ask of rooms: to join and to leave, to bring somebody in and to put somebody out.
 * {@link RoomPolicy} says who may, and {@link RoomMembership} does it.
 */
@Service
public class RoomDoor {

    private final ConversationAccess access;
    private final ConversationRepository conversations;
    private final RoomMembership membership;
    private final RoomPeople people;
    private final List<LeavingRule> leavingRules;
    private final AuditLog audit;
    private final RateLimits limits;

    RoomDoor(
            ConversationAccess access,
            ConversationRepository conversations,
            RoomMembership membership,
            RoomPeople people,
            List<LeavingRule> leavingRules,
            AuditLog audit,
            RateLimits limits) {
        this.access = access;
        this.conversations = conversations;
        this.membership = membership;
        this.people = people;
        this.leavingRules = leavingRules;
        this.audit = audit;
        this.limits = limits;
    }

    /**
     * Joins by oneself.
     *
     * @return whether they were no member before
     */
    @Transactional
    public boolean join(Person caller, String roomId) {
        // Clients join all their rooms when they start, and need not wait for a lock in most.
        if (access.isMemberOfOpenRoom(caller, roomId)) {
            return false;
        }
        Person person = people.keep(caller);
        Conversation room = requireRoom(person, roomId);
        room.requireNotArchived();
        if (!membership.isMember(room, person.userId())) {
            spend(person);
        }
        return membership.admit(room, Cause.of(person), person);
    }

    /** Leaves by oneself; without effect for somebody who is not in it. */
    @Transactional
    public void leave(Person person, String roomId) {
        Conversation room = requireRoom(person, roomId);
        leavingRules.forEach(rule -> rule.requireMayLeave(person, room));
        if (membership.isMember(room, person.userId())) {
            spend(person);
        }
        membership.dismiss(room, Cause.of(person), person);
    }

    /** Brings somebody in. */
    @Transactional
    public void addMember(Person actor, String roomId, String userId) {
        // Others are refused in any case, and would wait here for somebody else's account.
        if (!actor.isClient()) {
            people.keepRoles(List.of(userId));
        }
        Conversation room = requireManageable(actor, roomId);
        room.requireNotArchived();
        if (!membership.isMember(room, userId)) {
            spend(actor);
        }
        if (membership.bringIn(room, Cause.of(actor), people.requirePerson(userId))
                && !actor.userId().equals(userId)) {
            audit.recordBy(actor.userId(), "member.added", "conversation:" + roomId, null, Map.of("userId", userId));
        }
    }

    /** Puts somebody out; they stop hearing the room within a second. */
    @Transactional
    public void removeMember(Person actor, String roomId, String userId) {
        Conversation room = requireManageable(actor, roomId);
        if (membership.isMember(room, userId) || room.isRequester(userId)) {
            spend(actor);
        }
        if (membership.remove(room, Cause.of(actor), people.requireEvenDisabled(userId))
                && !actor.userId().equals(userId)) {
            audit.recordBy(actor.userId(), "member.removed", "conversation:" + roomId, Map.of("userId", userId), null);
        }
    }

    /**
     * Everybody in the room gets the event, as they get a message. What changes nothing is free.
     * Programs write through RabbitMQ besides,
     * where nothing is counted.
     */
    private void spend(Person actor) {
        if (!actor.isService()) {
            limits.spend(actor, RateLimits.Action.MESSAGE);
        }
    }

    private Conversation requireRoom(Person person, String roomId) {
        return locked(roomId, room -> RoomPolicy.mayEnter(person, room));
    }

    private Conversation requireManageable(Person actor, String roomId) {
        return locked(roomId, room -> RoomPolicy.mayManage(actor, room));
    }

    private Conversation locked(String roomId, Predicate<Conversation> isTheirs) {
        return conversations.lock(roomId).filter(isTheirs).orElseThrow(() -> RoomMembership.noSuchRoom(roomId));
    }
}
