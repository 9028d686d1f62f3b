package com.sealkloud.chat.planning;

import com.sealkloud.chat.log.ConversationEvent;

/**
 * A feature that plans from what happens in the rooms of tickets. It gets each event of a room
 * once, in the order of the log, in a transaction of its own: what it writes there is kept, or the
 * event comes again.
 */
public interface TicketPlanner {

    /** @return its name in the database, which stays */
    String planner();

    /** @return whether it also plans from what the notes say of the ticket, in its place */
    default boolean readsNotes() {
        return false;
    }

    /**
     * Plans what follows from an event. Nobody else plans for this planner in this room meanwhile.
     */
    void plan(ConversationEvent event);
}
