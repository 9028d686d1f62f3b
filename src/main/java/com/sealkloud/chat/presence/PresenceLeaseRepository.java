package com.sealkloud.chat.presence;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

interface PresenceLeaseRepository extends JpaRepository<PresenceLease, String> {

    default List<PresenceLease> validOf(Collection<String> userIds, Instant now) {
        return validOf(userIds.toArray(String[]::new), now);
    }

    /** Native, since JPQL has no arrays, and translates a list anew each time. */
    @NativeQuery("select * from presence_lease where user_id = any(:userIds) and expires_at > :now")
    List<PresenceLease> validOf(String[] userIds, Instant now);

    @Query("select l from PresenceLease l where l.expiresAt > :now")
    List<PresenceLease> valid(Instant now);

    @Query("select distinct l.userId from PresenceLease l where l.expiresAt <= :now")
    List<String> holdersOfExpired(Instant now);

    @Modifying
    @Transactional
    @Query("update PresenceLease l set l.expiresAt = :expiresAt where l.nodeId = :nodeId and l.closed = false")
    int renew(String nodeId, Instant expiresAt);

    /**
     * Changes what is there and nothing else: a client says something of its window as it closes, and a lease that was saved again
     * after its session had gone would be renewed for as long as its node lives.
     *
     * @param activeAt null if the person did nothing
     * @return 0 if the session has gone
     */
    @Modifying
    @Transactional
    @Query("""
            update PresenceLease l set l.attention = :attention, l.visible = :visible,
                l.conversationId = :conversationId, l.activeAt = coalesce(:activeAt, l.activeAt)
            where l.sessionId = :sessionId and l.closed = false""")
    int tell(
            String sessionId,
            Attention attention,
            boolean visible,
            @Nullable String conversationId,
            @Nullable Instant activeAt);

    /** Leaves it to run out: the session has ended, its person may be back in a moment. */
    @Modifying
    @Transactional
    @Query("update PresenceLease l set l.closed = true, l.expiresAt = :expiresAt where l.sessionId = :sessionId")
    void close(String sessionId, Instant expiresAt);

    @Modifying
    @Transactional
    @NativeQuery("delete from presence_lease where user_id = any(:userIds) and expires_at <= :now")
    void removeExpired(String[] userIds, Instant now);
}
