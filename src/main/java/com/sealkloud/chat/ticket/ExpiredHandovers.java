package com.sealkloud.chat.ticket;

import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.log.LogCut;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Removes what was written about handovers together with the notes of that time. */
@Component
class ExpiredHandovers {

    private final HandoverRepository handovers;

    ExpiredHandovers(HandoverRepository handovers) {
        this.handovers = handovers;
    }

    @EventListener
    void remove(LogCut cut) {
        if (cut.conversationId().startsWith(Ids.notesOf(""))) {
            handovers.removeNotesBefore(Ids.roomOfNotes(cut.conversationId()), cut.before());
        }
    }
}
