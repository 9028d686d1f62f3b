package com.sealkloud.chat.room;

import com.sealkloud.chat.account.AccessChanges;
import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.conversation.ConversationRepository;
import com.sealkloud.chat.conversation.Memberships;
import com.sealkloud.chat.conversation.Participant;
import com.sealkloud.chat.conversation.ParticipantId;
import com.sealkloud.chat.conversation.ParticipantRepository;
import com.sealkloud.chat.conversation.UnseenMembers;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.log.ConversationLog;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Lets people into rooms and out of them, whoever has asked for it: people ask {@link RoomDoor}.
 * The caller's transaction has locked the room.
 */
@Service
public class RoomMembership {

    private final RoomPeople people;
    private final ConversationRepository conversations;
    private final ParticipantRepository participants;
    private final Memberships memberships;
    private final UnseenMembers unseenMembers;
    private final ConversationLog log;
    private final AccessChanges accessChanges;
    private final Directory directory;
    private final ApplicationEventPublisher listeners;
    private final Clock clock;

    RoomMembership(
            RoomPeople people,
            ConversationRepository conversations,
            ParticipantRepository participants,
            Memberships memberships,
            UnseenMembers unseenMembers,
            ConversationLog log,
            AccessChanges accessChanges,
            Directory directory,
            ApplicationEventPublisher listeners,
            Clock clock) {
        this.people = people;
        this.conversations = conversations;
        this.participants = participants;
        this.memberships = memberships;
        this.unseenMembers = unseenMembers;
        this.log = log;
        this.accessChanges = accessChanges;
        this.directory = directory;
        this.listeners = listeners;
        this.clock = clock;
    }

    /**
     * Puts somebody out who is not to come back by themselves: a client is no longer the requester
     * of the ticket.
     *
     * @return whether they were a member or the requester
     */
    public boolean remove(Conversation room, Cause cause, Person person) {
        boolean wasRequester = room.isRequester(person.userId());
        boolean wasMember = putOut(room, cause, person);
        if (wasRequester) {
            listeners.publishEvent(new RequesterChanged(room, cause));
        }
        return wasMember || wasRequester;
    }

    private boolean putOut(Conversation room, Cause cause, Person person) {
        if (room.isRequester(person.userId())) {
            room.forgetRequester();
            accessChanges.record(person.userId());
        }
        return dismiss(room, cause, person);
    }

    /**
     * Brings somebody in. A client becomes the requester of a ticket that has none.
     *
     * @return whether they were no member before
     */
    public boolean bringIn(Conversation room, Cause cause, Person person) {
        boolean hadRequester = room.requesterId() != null;
        boolean wasAdmitted = admit(room, cause, person);
        if (!hadRequester && room.requesterId() != null) {
            listeners.publishEvent(new RequesterChanged(room, cause));
        }
        return wasAdmitted;
    }

    /**
     * Makes this client the one whose ticket it is; another one who was goes. That there is another
     * requester, the caller tells.
     */
    public void changeRequester(Conversation room, Cause cause, Person client) {
        String former = room.requesterId();
        if (client.isClient() && former != null && !former.equals(client.userId())) {
            putOut(room, cause, people.requireEvenDisabled(former));
        }
        admit(room, cause, client);
    }

    /** Lets somebody into a room whose row the caller's transaction has locked or created. */
    public void admit(Conversation room, Person actor, Person person) {
        admit(room, Cause.of(actor), person);
    }

    /** @return whether they were no member before */
    public boolean admit(Conversation room, Cause cause, Person person) {
        String roomId = room.conversationId();
        boolean admitted = person.isStaff() || person.isClient() && room.acceptRequester(person.userId());
        if (!admitted) {
            throw Refusal.forbidden("The room " + roomId + " does not admit " + person.userId() + ".");
        }
        if (!enter(roomId, person)) {
            return false;
        }
        enterNotes(room, person);
        logJoined(room, room, cause, person);
        return true;
    }

    /**
     * Brings somebody of the staff into the room of a ticket that is offered to them. Clients learn
     * of it when they accept it ({@link #show}).
     */
    public void admitUnseen(Conversation room, Cause cause, Person person) {
        if (enter(room.conversationId(), person)) {
            enterNotes(room, person);
            logJoined(notesOf(room), room, cause, person);
        }
    }

    /** Lets clients know of somebody who is in the room already. */
    public void show(Conversation room, Cause cause, Person person) {
        if (isMember(room, person.userId())) {
            logJoined(room, room, cause, person);
        }
    }

    private void logJoined(Conversation head, Conversation room, Cause cause, Person person) {
        log.append(
                head,
                cause,
                (seq, now) -> new MemberJoined(
                        head.conversationId(),
                        seq,
                        room.conversationId(),
                        person.userId(),
                        person.userName(),
                        person.userRole(),
                        now));
    }

    private Conversation notesOf(Conversation room) {
        return conversations.lock(Ids.notesOf(room.conversationId())).orElseThrow();
    }

    /** Staff in the room of a ticket are in its notes, too. */
    public void enterNotes(Conversation room, Person person) {
        if (room.kind() == ConversationKind.TICKET && person.isStaff()) {
            enter(Ids.notesOf(room.conversationId()), person);
        }
    }

    private boolean enter(String conversationId, Person person) {
        if (participants.existsById(new ParticipantId(conversationId, person.userId()))) {
            return false;
        }
        participants.save(new Participant(conversationId, person.userId(), clock.instant()));
        return true;
    }

    public boolean isMember(Conversation room, String userId) {
        return participants.existsById(new ParticipantId(room.conversationId(), userId));
    }

    /** The same for somebody whose account may have ended since. */
    public void dismiss(Conversation room, Cause cause, String userId) {
        directory.findAllEvenDisabled(List.of(userId)).forEach(person -> dismiss(room, cause, person));
    }

    /**
     * Puts somebody out of a room whose row the caller's transaction has locked.
     *
     * @return whether they were a member
     */
    public boolean dismiss(Conversation room, Cause cause, Person person) {
        boolean isUnseen = unseenMembers.isOne(room.conversationId(), person.userId());
        return dismiss(isUnseen ? notesOf(room) : room, room, cause, person);
    }

    /** Puts somebody out of the room of a ticket of whom clients have not learned. */
    public void dismissUnseen(Conversation room, Cause cause, String userId) {
        directory.findAllEvenDisabled(List.of(userId)).forEach(person -> dismiss(notesOf(room), room, cause, person));
    }

    private boolean dismiss(Conversation head, Conversation room, Cause cause, Person person) {
        String roomId = room.conversationId();
        if (!isMember(room, person.userId())) {
            return false;
        }
        memberships.end(roomId, person.userId());
        memberships.end(Ids.notesOf(roomId), person.userId());
        log.append(
                head,
                cause,
                (seq, now) -> new MemberLeft(
                        head.conversationId(),
                        seq,
                        roomId,
                        person.userId(),
                        person.userName(),
                        person.userRole(),
                        now));
        accessChanges.record(person.userId());
        return true;
    }

    public static Refusal noSuchRoom(@Nullable String roomId) {
        return Refusal.notFound("There is no room " + roomId + " for you.");
    }
}
