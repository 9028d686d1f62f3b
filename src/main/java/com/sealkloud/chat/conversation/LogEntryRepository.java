package com.sealkloud.chat.conversation;

import com.sealkloud.chat.log.LogEntry;
import com.sealkloud.chat.log.LogEntryId;
import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Asks of many logs at once; {@code LogPages} reads a single one. */
public interface LogEntryRepository extends Repository<LogEntry, LogEntryId> {

    record Unread(String conversationId, long count) {}

    /**
     * How many messages of others this person has not read, by conversation; those with none are
     * left out. Looks at a thousand events of each at the most.
     */
    @Query("""
            select new com.sealkloud.chat.conversation.LogEntryRepository$Unread(e.id.conversationId, count(*))
            from Participant p
            join Conversation c on c.conversationId = p.id.conversationId
            join LogEntry e on e.id.conversationId = p.id.conversationId
              and e.id.seq > greatest(p.lastReadSeq, c.firstSeq - 1)
              and e.id.seq <= greatest(p.lastReadSeq, c.firstSeq - 1) + 1000
            where p.id.userId = :userId and p.id.conversationId in :conversationIds
              and c.lastMessageSeq > p.lastReadSeq
              and e.messageId is not null and e.actorId <> :userId
            group by e.id.conversationId""")
    List<Unread> unread(String userId, Collection<String> conversationIds);

    /** As {@link #unread}, with everything unread for those who are no participants. */
    @Query("""
            select new com.sealkloud.chat.conversation.LogEntryRepository$Unread(e.id.conversationId, count(*))
            from Conversation c
            left join Participant p on p.id.conversationId = c.conversationId and p.id.userId = :userId
            join LogEntry e on e.id.conversationId = c.conversationId
              and e.id.seq > greatest(coalesce(p.lastReadSeq, 0), c.firstSeq - 1)
              and e.id.seq <= greatest(coalesce(p.lastReadSeq, 0), c.firstSeq - 1) + 1000
            where c.conversationId in :conversationIds and c.lastMessageSeq > coalesce(p.lastReadSeq, 0)
              and e.messageId is not null and e.actorId <> :userId
            group by e.id.conversationId""")
    List<Unread> unreadNotes(String userId, Collection<String> conversationIds);
}
