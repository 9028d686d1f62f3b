package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.session.SubscriptionPolicy;
import java.security.Principal;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The topics of rooms and of their internal notes; who may hear them is who may read the
 * conversation behind them.
 */
@Component
public class RoomTopics implements SubscriptionPolicy {

    /** Where staff hear of all tickets. */
    public static final String TICKETS = "/topic/tickets";

    private static final Pattern ROOM = Pattern.compile("/topic/room\\.(" + Ids.PATTERN + ")");
    private static final Pattern NOTES = Pattern.compile("/topic/notes\\.(" + Ids.PATTERN + ")");

    private final ConversationAccess access;

    RoomTopics(ConversationAccess access) {
        this.access = access;
    }

    public static String room(String roomId) {
        return "/topic/room." + roomId;
    }

    public static String notes(String roomId) {
        return "/topic/notes." + roomId;
    }

    static boolean isOfNotes(String destination) {
        return NOTES.matcher(destination).matches();
    }

    @Override
    public boolean covers(String destination) {
        return ROOM.matcher(destination).matches() || NOTES.matcher(destination).matches();
    }

    @Override
    public boolean permits(Principal principal, String destination) {
        return permitted(principal, Set.of(destination)).contains(destination);
    }

    @Override
    public Set<String> permitted(Principal principal, Collection<String> destinations) {
        Set<String> ids = destinations.stream().map(RoomTopics::conversationOf).collect(Collectors.toSet());
        return access.joined(Person.of(principal), ids).stream()
                .flatMap(conversation -> topicOf(conversation).stream())
                .filter(destinations::contains)
                .collect(Collectors.toSet());
    }

    private static String conversationOf(String destination) {
        Matcher room = ROOM.matcher(destination);
        if (room.matches()) {
            return room.group(1);
        }
        Matcher notes = NOTES.matcher(destination);
        return notes.matches() ? Ids.notesOf(notes.group(1)) : "";
    }

    private static Optional<String> topicOf(Conversation conversation) {
        return switch (conversation.kind()) {
            case DIRECT -> Optional.empty();
            case TEAM, TICKET -> Optional.of(room(conversation.conversationId()));
            case NOTES -> Optional.of(notes(Ids.roomOfNotes(conversation.conversationId())));
        };
    }
}
