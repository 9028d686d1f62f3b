package com.sealkloud.chat.conversation;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

public interface ParticipantRepository extends JpaRepository<Participant, ParticipantId> {

    /**
     * Locks the row until the transaction ends, so that of two devices that read at once the
     * further one wins.
     */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Participant p where p.id = :id")
    Optional<Participant> lock(ParticipantId id);

    @Query("select p from Participant p where p.id.conversationId in :conversationIds order by p.id.userId")
    List<Participant> of(Collection<String> conversationIds);

    @Query("select count(p) from Participant p where p.id.conversationId = :conversationId")
    int countOf(String conversationId);

    /** How many are in one of several conversations; nobody is in those without a count. */
    record Count(String conversationId, long people) {}

    @Query("""
            select new com.sealkloud.chat.conversation.ParticipantRepository$Count(p.id.conversationId, count(p))
            from Participant p where p.id.conversationId in :conversationIds group by p.id.conversationId""")
    List<Count> countsOf(Collection<String> conversationIds);

    /** @return those of these conversations that the person is in */
    @Query(
            "select p.id.conversationId from Participant p where p.id.userId = :userId and p.id.conversationId in :conversationIds")
    List<String> joinedBy(String userId, Collection<String> conversationIds);

    /** Everybody who is in some conversation together with this person. */
    @Query("""
            select distinct other.id.userId from Participant mine
            join Participant other on other.id.conversationId = mine.id.conversationId
            where mine.id.userId = :userId""")
    Set<String> contactsOf(String userId);

    /** @return the conversations that both are in */
    @Query("""
            select mine.id.conversationId from Participant mine
            join Participant other on other.id.conversationId = mine.id.conversationId
            where mine.id.userId = :userId and other.id.userId = :otherId""")
    List<String> sharedBy(String userId, String otherId);

    /** Everybody who is in some room together with this person. */
    @Query("""
            select distinct other.id.userId from Participant mine
            join Participant other on other.id.conversationId = mine.id.conversationId
            join Conversation c on c.conversationId = mine.id.conversationId
            where mine.id.userId = :userId and c.kind <> ConversationKind.DIRECT""")
    Set<String> roommatesOf(String userId);

    @Query("select p from Participant p where not p.readPublished and p.readAt < :before")
    List<Participant> withUnpublishedRead(Instant before, Limit limit);
}
