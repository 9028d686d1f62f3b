package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.session.PersonalQueues;
import com.sealkloud.chat.text.Folding;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One conversation: who may be in it, and where its events are heard. */
@Entity
public class Conversation extends StoredLogHead {

    /** The length of its column. */
    private static final int LONGEST_SEARCH_NAME = 4_000;

    @Enumerated(EnumType.STRING)
    private ConversationKind kind;

    @Nullable
    private String name;

    /**
     * Derived from the name; null only if there is none, or if a node of an earlier release has
     * written the row since the last start.
     */
    @Nullable
    private String searchName;

    @Nullable
    private String ticketId;

    /** The client whose ticket it is. */
    @Nullable
    private String requesterId;

    /** Both ids, sorted: makes the direct conversation of two people unique. */
    @Nullable
    private String directKey;

    /** Whether these two may not talk any more, since one of them has another role. */
    private boolean directEnded;

    /** Whether it is read-only, and left out of lists. */
    private boolean archived;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected Conversation() {}

    private Conversation(String conversationId, ConversationKind kind, Instant now) {
        this(conversationId, kind, 1, 0, 0, now);
    }

    private Conversation(
            String conversationId,
            ConversationKind kind,
            long firstSeq,
            long lastSeq,
            long lastMessageSeq,
            Instant lastEventAt) {
        super(conversationId, firstSeq, lastSeq, lastMessageSeq, lastEventAt);
        this.kind = kind;
    }

    static Conversation direct(String directKey, Instant now) {
        Conversation conversation = new Conversation(Ids.next(), ConversationKind.DIRECT, now);
        conversation.directKey = directKey;
        return conversation;
    }

    public static Conversation team(String roomId, String name, Instant now) {
        Conversation room = new Conversation(roomId, ConversationKind.TEAM, now);
        room.rename(name);
        return room;
    }

    public static Conversation ticket(String ticketId, String name, Instant now) {
        Conversation room = new Conversation(Ids.ticketRoom(ticketId), ConversationKind.TICKET, now);
        room.rename(name);
        room.ticketId = ticketId;
        return room;
    }

    public static Conversation notesOf(Conversation room, Instant now) {
        Conversation notes = new Conversation(Ids.notesOf(room.conversationId()), ConversationKind.NOTES, now);
        notes.rename(room.name());
        notes.ticketId = room.ticketId;
        return notes;
    }

    /** The head of a log that JPA does not know. */
    static Conversation head(
            String conversationId,
            ConversationKind kind,
            @Nullable String name,
            @Nullable String requesterId,
            @Nullable String directKey,
            boolean directEnded,
            boolean archived,
            long firstSeq,
            long lastSeq,
            long lastMessageSeq,
            Instant lastEventAt) {
        Conversation head = new Conversation(conversationId, kind, firstSeq, lastSeq, lastMessageSeq, lastEventAt);
        head.name = name;
        head.requesterId = requesterId;
        head.directKey = directKey;
        head.directEnded = directEnded;
        head.archived = archived;
        return head;
    }

    static String directKey(String userId, String otherId) {
        return Stream.of(userId, otherId).sorted().collect(Collectors.joining(":"));
    }

    /**
     * @return whether somebody of this role may be in it at all; being in it takes a {@link
     *     Participant} besides
     */
    public boolean admits(Person person) {
        return admits(kind, requesterId, person);
    }

    static boolean admits(ConversationKind kind, @Nullable String requesterId, Person person) {
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

    @Nullable
    public String requesterId() {
        return requesterId;
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

    public boolean isEnded() {
        return directEnded;
    }

    public void rename(String newName) {
        name = newName;
        searchName = searchName(newName);
    }

    static String searchName(String name) {
        return Folding.of(name, LONGEST_SEARCH_NAME);
    }

    public void archive(boolean isSo) {
        archived = isSo;
    }

    public boolean isArchived() {
        return archived;
    }

    /** @throws Refusal {@code closed} if it is read-only */
    public void requireNotArchived() {
        if (archived) {
            throw new Refusal(RefusalCode.CLOSED, "The room " + name() + " is archived.");
        }
    }

    /** @return where its events are heard */
    public Set<String> destinations() {
        return switch (kind) {
            case DIRECT ->
                directEnded
                        ? Set.of()
                        : people().stream().map(PersonalQueues::messagesOf).collect(Collectors.toSet());
            case TEAM, TICKET -> Set.of(RoomTopics.room(conversationId()));
            case NOTES -> Set.of(RoomTopics.notes(Ids.roomOfNotes(conversationId())));
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

    /** @return the room it is or belongs to, null for a direct one */
    @Nullable
    public String roomId() {
        return switch (kind) {
            case DIRECT -> null;
            case TEAM, TICKET -> conversationId();
            case NOTES -> Ids.roomOfNotes(conversationId());
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
}
