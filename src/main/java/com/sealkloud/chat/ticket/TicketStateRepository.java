package com.sealkloud.chat.ticket;

import java.time.Instant;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface TicketStateRepository extends JpaRepository<TicketState, String> {

    /** Makes a ticket of a room that was just stored: nobody's, in the queue of the first tier. */
    @Modifying
    @Query("""
            update TicketState t set t.tier = Tier.L1, t.since = :now, t.closed = false, t.unattended = false
            where t.conversationId = :roomId""")
    void begin(String roomId, Instant now);

    /**
     * The ids of the rooms of open tickets that somebody has, or that are being offered to or by
     * them.
     */
    @Query("""
            select t.conversationId from TicketState t
            where t.closed = false and (t.assigneeId = :userId or exists (
              select 1 from Handover h where h.conversationId = t.conversationId and h.outcome = Outcome.OPEN
                and (h.toId = :userId or h.fromId = :userId)))
            order by t.conversationId desc""")
    List<String> idsInHandsOf(String userId);

    @Query("""
            select t.assigneeId from TicketState t
            where t.conversationId = :roomId and t.closed = true and t.assigneeId is not null""")
    List<String> formerOwner(String roomId);

    /** @return how many tickets of this requester are open */
    @Query("select count(t) from TicketState t where t.requesterId = :userId and t.closed = false")
    long countOpenTicketsOf(String userId);
}
