package com.sealkloud.chat.conversation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kinds of conversations, by who may be in them. */
public enum ConversationKind {
    /** Two people. */
    DIRECT,
    /** A room for staff. */
    TEAM,
    /** A room for one ticket: its requester and staff. */
    TICKET,
    /** What staff note about a ticket, beside its room and unseen by its requester. */
    NOTES;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isRoom() {
        return this == TEAM || this == TICKET;
    }
}
