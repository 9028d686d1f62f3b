package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.log.LogHead;
import com.sealkloud.chat.session.PersonalQueues;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One conversation and the head of its log. Its row is locked while an event is appended, which
 * makes {@code seq} dense.
 */
@Entity
public class Conversation implements LogHead {

    @Id
    private String conversationId;

    @Enumerated(EnumType.STRING)
    private ConversationKind kind;

    @Nullable
    private String name;

    @Nullable
    private String ticketId;

    /** The client whose ticket it is. */
    @Nullable
    private String requesterId;

    /** Null for everything but the room of a ticket. */
    @Nullable
    @Embedded
    private TicketState ticket;

    /** Both ids, sorted: makes the direct conversation of two people unique. */
    @Nullable
    private String directKey;

    /** Whether these two may not talk any more, since one of them has another role. */
    private boolean directEnded;

    private long lastSeq;

    private long lastMessageSeq;

    private Instant lastEventAt;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected Conversation() {}

    private Conversation(String conversationId, ConversationKind kind, Instant now) {
        this.conversationId = conversationId;
        this.kind = kind;
        this.lastEventAt = now;
    }

    static Conversation direct(String directKey, Instant now) {
        Conversation conversation = new Conversation(Ids.next(), ConversationKind.DIRECT, now);
        conversation.directKey = directKey;
        return conversation;
    }

    public static Conversation team(String roomId, String name, Instant now) {
        Conversation room = new Conversation(roomId, ConversationKind.TEAM, now);
        room.name = name;
        return room;
    }

    public static Conversation ticket(String ticketId, String name, Instant now) {
        Conversation room = new Conversation(Ids.ticketRoom(ticketId), ConversationKind.TICKET, now);
        room.name = name;
        room.ticketId = ticketId;
        room.ticket = new TicketState(now);
        return room;
    }

    public static Conversation notesOf(Conversation room, Instant now) {
        Conversation notes = new Conversation(Ids.notesOf(room.conversationId), ConversationKind.NOTES, now);
        notes.name = room.name;
        notes.ticketId = room.ticketId;
        return notes;
    }

    /** The head of a log that JPA does not know, without the state of a ticket. */
    static Conversation head(
            String conversationId,
            ConversationKind kind,
            @Nullable String name,
            @Nullable String requesterId,
            @Nullable String directKey,
            boolean directEnded,
            long lastSeq,
            long lastMessageSeq,
            Instant lastEventAt) {
        Conversation head = new Conversation(conversationId, kind, lastEventAt);
        head.name = name;
        head.requesterId = requesterId;
        head.directKey = directKey;
        head.directEnded = directEnded;
        head.lastSeq = lastSeq;
        head.lastMessageSeq = lastMessageSeq;
        return head;
    }

    static String directKey(String userId, String otherId) {
        return Stream.of(userId, otherId).sorted().collect(Collectors.joining(":"));
    }

    /** Takes the next number of the log. */
    @Override
    public long nextSeq() {
        return ++lastSeq;
    }

    @Override
    public void movedUp(Instant now) {
        lastEventAt = now;
    }

    @Override
    public void messageLogged(long seq) {
        lastMessageSeq = seq;
    }

    /**
     * @return whether somebody of this role may be in it at all; being in it takes a {@link
     *     Participant} besides
     */
    public boolean admits(Person person) {
        return switch (kind) {
            case DIRECT -> true;
            case TEAM, NOTES -> person.isStaff();
            case TICKET -> person.isStaff() || person.userId().equals(requesterId);
        };
    }

    /** @return whether the client has become, or already is, the one whose ticket this is */
    public boolean acceptRequester(String userId) {
        if (kind == ConversationKind.TICKET && requesterId == null) {
            requesterId = userId;
        }
        return userId.equals(requesterId);
    }

    public boolean isRequester(String userId) {
        return userId.equals(requesterId);
    }

    /** The ticket is nobody's until the next client is brought in. */
    public void forgetRequester() {
        requesterId = null;
    }

    /** What was said stays for whoever is still in it, and nobody says more. */
    public void end() {
        directEnded = true;
    }

    /** The two may talk again. */
    void reopen() {
        directEnded = false;
    }

    boolean isEnded() {
        return directEnded;
    }

    public void rename(String newName) {
        name = newName;
    }

    /** @return the ticket whose room it is, null for any other conversation */
    @Nullable
    public Ticket ticket() {
        return ticket != null && ticketId != null ? ticket.of(ticketId, name(), requesterId) : null;
    }

    /** @return the ticket, of a room that is known to be one's */
    public Ticket requireTicket() {
        Ticket found = ticket();
        if (found == null) {
            throw new IllegalStateException("Not the room of a ticket: " + conversationId);
        }
        return found;
    }

    /** @return what can change of the ticket, of a room that is known to be one's */
    public TicketState ticketState() {
        if (ticket == null) {
            throw new IllegalStateException("Not the room of a ticket: " + conversationId);
        }
        return ticket;
    }

    /** @return where its events are heard */
    public Set<String> destinations() {
        return switch (kind) {
            case DIRECT ->
                directEnded
                        ? Set.of()
                        : people().stream().map(PersonalQueues::messagesOf).collect(Collectors.toSet());
            case TEAM, TICKET -> Set.of(RoomTopics.room(conversationId));
            case NOTES -> Set.of(RoomTopics.notes(Ids.roomOfNotes(conversationId)));
        };
    }

    /** @return where an event of a room, or else of these two people, is heard */
    public static Set<String> destinations(@Nullable String roomId, List<String> people) {
        return roomId == null
                ? people.stream().map(PersonalQueues::messagesOf).collect(Collectors.toSet())
                : Set.of(RoomTopics.room(roomId));
    }

    /** @return the two people of a direct conversation */
    public List<String> people() {
        return directKey == null ? List.of() : List.of(directKey.split(":", -1));
    }

    public String otherThan(String userId) {
        return people().stream().filter(id -> !id.equals(userId)).findFirst().orElse(userId);
    }

    @Override
    public String conversationId() {
        return conversationId;
    }

    /** @return the room it is or belongs to, null for a direct one */
    @Nullable
    public String roomId() {
        return switch (kind) {
            case DIRECT -> null;
            case TEAM, TICKET -> conversationId;
            case NOTES -> Ids.roomOfNotes(conversationId);
        };
    }

    public ConversationKind kind() {
        return kind;
    }

    public String name() {
        return name == null ? "" : name;
    }

    @Nullable
    public String ticketId() {
        return ticketId;
    }

    @Override
    public long lastSeq() {
        return lastSeq;
    }

    @Override
    public long lastMessageSeq() {
        return lastMessageSeq;
    }

    Instant lastEventAt() {
        return lastEventAt;
    }
}
