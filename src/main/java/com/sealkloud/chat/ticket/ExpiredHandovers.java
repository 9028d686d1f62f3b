package com.sealkloud.chat.ticket;

import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.log.LogTrimmed;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Removes what was written about hand-overs together with the notes of that time. */
@Component
class ExpiredHandovers {

    private final HandoverRepository handovers;

    ExpiredHandovers(HandoverRepository handovers) {
        this.handovers = handovers;
    }

    @EventListener
    @Transactional
    public void remove(LogTrimmed trimmed) {
        if (trimmed.conversationId().startsWith(Ids.notesOf(""))) {
            handovers.removeNotesBefore(Ids.roomOfNotes(trimmed.conversationId()), trimmed.before());
        }
    }
}
