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
     * How many messages of others this person has not read, by conversation; those of which they
     * have read all are left out. Looks at a thousand events of each at the most. Each is counted
     * by itself: joined, PostgreSQL would rather read the logs from end to end.
     */
    @Query("""
            select new com.sealkloud.chat.conversation.LogEntryRepository$Unread(c.conversationId, (
              select count(e) from LogEntry e
              where e.id.conversationId = c.conversationId
                and e.id.seq > greatest(p.lastReadSeq, c.firstSeq - 1)
                and e.id.seq <= greatest(p.lastReadSeq, c.firstSeq - 1) + 1000
                and e.messageId is not null and e.actorId <> :userId))
            from Participant p
            join Conversation c on c.conversationId = p.id.conversationId
            where p.id.userId = :userId and p.id.conversationId in :conversationIds
              and c.lastMessageSeq > p.lastReadSeq""")
    List<Unread> unread(String userId, Collection<String> conversationIds);

    /** As {@link #unread}, with everything unread for those who are no participants. */
    @Query("""
            select new com.sealkloud.chat.conversation.LogEntryRepository$Unread(c.conversationId, (
              select count(e) from LogEntry e
              where e.id.conversationId = c.conversationId
                and e.id.seq > greatest(coalesce(p.lastReadSeq, 0), c.firstSeq - 1)
                and e.id.seq <= greatest(coalesce(p.lastReadSeq, 0), c.firstSeq - 1) + 1000
                and e.messageId is not null and e.actorId <> :userId))
            from Conversation c
            left join Participant p on p.id.conversationId = c.conversationId and p.id.userId = :userId
            where c.conversationId in :conversationIds and c.lastMessageSeq > coalesce(p.lastReadSeq, 0)""")
    List<Unread> unreadNotes(String userId, Collection<String> conversationIds);
}
