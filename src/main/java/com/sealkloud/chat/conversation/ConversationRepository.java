package com.sealkloud.chat.conversation;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

public interface ConversationRepository extends JpaRepository<Conversation, String> {

    /** Locks the head of the log until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Conversation c where c.conversationId = :conversationId")
    Optional<Conversation> lock(String conversationId);

    /** The ids of all conversations that somebody is in. */
    @Query(
            "select p.id.conversationId from Participant p where p.id.userId = :userId order by p.id.conversationId desc")
    List<String> idsJoinedBy(String userId);

    Optional<Conversation> findByDirectKey(String directKey);

    boolean existsByKindIn(Collection<ConversationKind> kinds);

    /** Somebody's conversations, newest first, after a key. */
    @Query("""
            select c from Conversation c join Participant p on p.id.conversationId = c.conversationId
            where p.id.userId = :userId and not c.archived
              and (c.lastEventAt < :before or c.lastEventAt = :before and c.conversationId < :beforeId)
            order by c.lastEventAt desc, c.conversationId desc""")
    List<Conversation> pageOf(String userId, Instant before, String beforeId, Limit limit);

    @Query("""
            select c from Conversation c
            where c.kind in :kinds and c.archived = :archived and c.conversationId > :after
              and coalesce(c.searchName, lower(c.name)) like :pattern escape '!'
            order by c.conversationId""")
    List<Conversation> roomsNamed(
            Collection<ConversationKind> kinds, boolean archived, String pattern, String after, Limit limit);

    @Query("""
            select c from Conversation c
            where c.kind in :kinds and c.archived = :archived and c.conversationId > :after
            order by c.conversationId""")
    List<Conversation> rooms(Collection<ConversationKind> kinds, boolean archived, String after, Limit limit);

    /** Those in which something has happened last. */
    @Query("select c from Conversation c where c.kind = :kind order by c.lastEventAt desc, c.conversationId desc")
    List<Conversation> newest(ConversationKind kind, Limit limit);
}
