package com.sealkloud.chat.ticket;

import com.sealkloud.chat.conversation.Conversation;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface HandoverRepository extends JpaRepository<Handover, String> {

    @Query("select h from Handover h where h.conversationId in :conversationIds and h.outcome = Outcome.OPEN")
    List<Handover> openOf(Collection<String> conversationIds);

    default Optional<Handover> openOf(Conversation room) {
        return openOf(List.of(room.conversationId())).stream().findFirst();
    }

    /** Removes what somebody has written about offers of theirs. */
    @Modifying(flushAutomatically = true)
    @Query("update Handover h set h.note = null where h.conversationId = :conversationId and h.fromId = :userId")
    void removeNotes(String conversationId, String userId);

    /** Removes what was written about offers that were made before a time. */
    @Modifying
    @Query("update Handover h set h.note = null where h.conversationId = :conversationId and h.offeredAt < :time")
    void removeNotesBefore(String conversationId, Instant time);
}
