package com.sealkloud.chat.api;

import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/** The ids of the protocol: safe in broker destinations and in paths. */
public final class Ids {

    /** The format of an id; excludes the brokers' wildcards and destination separators. */
    public static final String PATTERN = "[A-Za-z0-9_-]{1,64}";

    private static final String NOTES = "notes-";
    private static final String TICKET = "ticket-";

    private Ids() {}

    /** @return a UUIDv7 (RFC 9562), so that ids sort by time */
    public static String next() {
        return UuidVersion7Strategy.INSTANCE.generateUuid(null).toString();
    }

    /** @return the id of the room of this ticket */
    public static String ticketRoom(String ticketId) {
        return TICKET + ticketId;
    }

    public static boolean isTicketRoom(String conversationId) {
        return conversationId.startsWith(TICKET);
    }

    public static @Nullable String ticketOf(@Nullable String roomId) {
        return roomId != null && roomId.startsWith(TICKET) ? roomId.substring(TICKET.length()) : null;
    }

    public static String notesOf(String roomId) {
        return NOTES + roomId;
    }

    public static boolean isNotes(String conversationId) {
        return conversationId.startsWith(NOTES);
    }

    public static String roomOfNotes(String conversationId) {
        return conversationId.substring(NOTES.length());
    }
}
