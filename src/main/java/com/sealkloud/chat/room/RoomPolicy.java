package com.sealkloud.chat.room;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationAccess;
import com.sealkloud.chat.conversation.ConversationKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who may list, open, enter and manage rooms. The one place that decides it; who may read and write
 * in one is in {@link ConversationAccess}.
 */
final class RoomPolicy {

    private RoomPolicy() {}

    /** @return the kinds of rooms that somebody may know of, whether they are in them or not */
    static Set<ConversationKind> requireListed(Person person) {
        if (person.isClient()) {
            throw Refusal.forbidden("Rooms are listed to staff and to ticket services.");
        }
        return person.isService()
                ? EnumSet.of(ConversationKind.TICKET)
                : EnumSet.of(ConversationKind.TEAM, ConversationKind.TICKET);
    }

    static void requireMayOpenTeamRoom(Person opener) {
        if (!opener.isStaff()) {
            throw Refusal.forbidden("Team rooms are opened by staff.");
        }
    }

    static void requireMayOpenTicketRoom(Person opener) {
        if (opener.isClient()) {
            throw Refusal.forbidden("Ticket rooms are opened by staff and by ticket services.");
        }
    }

    /** @return whether this is a room that the person may join and leave */
    static boolean mayEnter(Person person, Conversation room) {
        return room.kind().isRoom() && !person.isService() && (person.isStaff() || room.admits(person));
    }

    static void requireMayArchive(Person person) {
        if (!person.isAdmin()) {
            throw Refusal.forbidden("Administrators rename, archive and see archived rooms.");
        }
    }

    /** @return whether they may bring people in and put them out */
    static boolean mayManage(Person actor, Conversation room) {
        return ConversationAccess.mayManage(actor, room);
    }
}
