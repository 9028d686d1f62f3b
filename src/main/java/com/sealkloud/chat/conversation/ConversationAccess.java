package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.conversation.ConversationHeads.Head;
import com.sealkloud.chat.log.LogAccess;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides who may see, address and read whom and what, by the role ({@link Conversation#admits})
 * and the membership. {@link ReadableConversations} does the same for lists and for search.
 */
@Component
public class ConversationAccess implements LogAccess {

    private static final Set<Role> PEOPLE = EnumSet.complementOf(EnumSet.of(Role.SERVICE));

    private final ConversationHeads heads;
    private final ParticipantRepository participants;
    private final Contacts contacts;
    private final boolean isStaffListed;

    ConversationAccess(
            ConversationHeads heads,
            ParticipantRepository participants,
            Contacts contacts,
            VisibilityProperties visibility) {
        this.heads = heads;
        this.participants = participants;
        this.contacts = contacts;
        this.isStaffListed = visibility.clientsSeeStaff() == VisibilityProperties.SeenStaff.DIRECTORY;
    }

    /** Staff with everybody, a client with staff only, nobody with a program or themselves. */
    public boolean mayTalk(Person person, Person other) {
        return mayShare(person, other);
    }

    public static boolean mayShare(Person person, Person other) {
        return !person.isService()
                && !other.isService()
                && !person.userId().equals(other.userId())
                && (person.isStaff() || other.isStaff());
    }

    /** @return the roles that this person sees altogether */
    public Set<Role> seenRoles(Person person) {
        if (!person.isClient()) {
            return PEOPLE;
        }
        return isStaffListed ? Role.STAFF : EnumSet.noneOf(Role.class);
    }

    /**
     * @return people whom this person sees though not by role: those of the rooms that they share,
     *     and their partners, if clients see no other staff
     */
    public Set<String> seenBesides(Person person) {
        if (!person.isClient()) {
            return Set.of();
        }
        return isStaffListed ? participants.roommatesOf(person.userId()) : contacts.of(person.userId());
    }

    /** Whether clients see all staff, in lists and by presence. */
    public boolean isStaffListed() {
        return isStaffListed;
    }

    public boolean maySee(Person person, Person other) {
        return person.userId().equals(other.userId())
                || seenRoles(person).contains(other.userRole())
                || !other.isService() && seenBesides(person).contains(other.userId());
    }

    /** @return whether this is a room, and the person a member of it now */
    public boolean isMemberOfRoom(Person person, String roomId) {
        return joined(person, Set.of(roomId)).stream()
                .anyMatch(conversation -> conversation.kind().isRoom());
    }

    /** The same of a room that is not archived. */
    public boolean isMemberOfOpenRoom(Person person, String roomId) {
        return joined(person, Set.of(roomId)).stream()
                .anyMatch(conversation -> conversation.kind().isRoom() && !conversation.isArchived());
    }

    /** @return those of these conversations that the person is a member of now */
    List<Conversation> joined(Person person, Collection<String> conversationIds) {
        return heads.findAll(conversationIds, person.userId()).stream()
                .filter(head -> isMember(person, head))
                .map(Head::conversation)
                .toList();
    }

    public boolean isMember(Person person, String conversationId) {
        return heads.find(conversationId, person.userId())
                .filter(head -> isMember(person, head))
                .isPresent();
    }

    private static boolean isMember(Person person, Head head) {
        return head.hasParticipant() && head.conversation().admits(person);
    }

    public boolean isMember(Person person, Conversation conversation) {
        return conversation.admits(person)
                && participants.existsById(new ParticipantId(conversation.conversationId(), person.userId()));
    }

    /**
     * As {@link #requireMayPost} for a file that is to become part of a message; programs also
     * write the notes of tickets.
     */
    public void requireMayAttach(Person sender, String conversationId) {
        Head head = heads.find(conversationId, sender.userId()).orElse(null);
        Conversation conversation = head == null ? null : head.conversation();
        boolean isOfProgram = conversation != null
                && sender.isService()
                && conversation.kind() == ConversationKind.NOTES
                && Ids.isTicketRoom(Ids.roomOfNotes(conversationId));
        if (!isOfProgram) {
            requireMayPost(sender, conversationId, conversation, head != null && head.hasParticipant());
        }
    }

    /**
     * Members post, and programs in the rooms of tickets.
     *
     * @param isMember whether the sender is in the conversation
     * @return the conversation
     * @throws Refusal {@code not_found} if there is none that is the sender's, {@code forbidden}
     *     for staff in a room that they have not joined
     */
    public static Conversation requireMayPost(
            Person sender, String conversationId, @Nullable Conversation conversation, boolean isMember) {
        if (conversation != null && conversation.isEnded() && isMember) {
            throw Refusal.forbidden("You may not talk to " + conversation.otherThan(sender.userId()) + " any more.");
        }
        if (conversation != null
                && (sender.isService()
                        ? conversation.kind() == ConversationKind.TICKET
                        : isMember && conversation.admits(sender))) {
            conversation.requireNotArchived();
            return conversation;
        }
        throw conversation != null && sender.isStaff() && conversation.kind().isRoom()
                ? Refusal.forbidden("Join the room first.")
                : Refusal.notFound("There is no conversation " + conversationId + " for you.");
    }

    /** @return whether somebody may write there whom nothing else keeps from it */
    boolean mayWrite(Person person, Conversation conversation) {
        return person.isService() ? conversation.kind() == ConversationKind.TICKET : isMember(person, conversation);
    }

    /** @throws Refusal {@code forbidden} for everybody but staff, whatever room it is */
    public static void requireMayWriteNotes(Person author) {
        if (!author.isStaff()) {
            throw Refusal.forbidden("Internal notes are written by staff.");
        }
    }

    /** Staff see all rooms, programs those of tickets. */
    public static boolean mayManage(Person actor, Conversation room) {
        return actor.isStaff() && room.kind().isRoom() || actor.isService() && room.kind() == ConversationKind.TICKET;
    }

    /** Members read their conversations, programs the rooms of tickets. */
    private static boolean mayRead(Person person, Head head) {
        return person.isService() ? head.conversation().kind() == ConversationKind.TICKET : isMember(person, head);
    }

    /** @return whether the conversation exists, and this person may read it */
    public boolean mayRead(Person person, String conversationId) {
        return heads.find(conversationId, person.userId())
                .filter(head -> mayRead(person, head))
                .isPresent();
    }

    /**
     * @throws Refusal {@code not_found} if it does not exist or is not for this person: which of
     *     them is not told
     */
    @Override
    public Conversation requireReadable(Person person, String conversationId) {
        return heads.find(conversationId, person.userId())
                .filter(head -> mayRead(person, head))
                .map(Head::conversation)
                .orElseThrow(() -> Refusal.notFound("There is no conversation " + conversationId + " for you."));
    }
}
