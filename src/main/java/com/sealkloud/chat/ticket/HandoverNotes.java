package com.sealkloud.chat.ticket;

import com.sealkloud.chat.encryption.SealedColumn;
import com.sealkloud.chat.encryption.SealedColumns;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was written about handovers, as it is stored. */
@Component
class HandoverNotes {

    private static final String UNREADABLE = "[This note cannot be read: it was changed in the database.]";

    private final SealedColumn notes;

    HandoverNotes(SealedColumns sealed) {
        this.notes = sealed.ofConversations("ticket_handover", "handover_id", "note");
    }

    /** @return the form in which the note of an offer is stored */
    @Nullable
    String stored(Handover offer, @Nullable String note) {
        return note == null ? null : notes.seal(offer.conversationId(), offer.handoverId(), note);
    }

    /** @return the note of an offer, if it has one */
    @Nullable
    String of(Handover offer) {
        String stored = offer.storedNote();
        return stored == null
                ? null
                : notes.open(offer.conversationId(), offer.handoverId(), stored).orElse(UNREADABLE);
    }
}
