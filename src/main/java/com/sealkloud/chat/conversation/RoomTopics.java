package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.session.SubscriptionPolicy;
import java.security.Principal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        Person person = Person.of(principal);
        Matcher room = ROOM.matcher(destination);
        if (room.matches()) {
            return access.isMemberOfRoom(person, room.group(1));
        }
        Matcher notes = NOTES.matcher(destination);
        return notes.matches() && access.isMember(person, Ids.notesOf(notes.group(1)));
    }
}
