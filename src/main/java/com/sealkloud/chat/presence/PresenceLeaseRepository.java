package com.sealkloud.chat.presence;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

interface PresenceLeaseRepository extends JpaRepository<PresenceLease, String> {

    @Query("select l from PresenceLease l where l.userId in :userIds and l.expiresAt > :now")
    List<PresenceLease> validOf(Collection<String> userIds, Instant now);

    @Query("select l from PresenceLease l where l.expiresAt > :now")
    List<PresenceLease> valid(Instant now);

    @Query("select l from PresenceLease l where l.expiresAt <= :now")
    List<PresenceLease> expired(Instant now);

    @Modifying
    @Transactional
    @Query("update PresenceLease l set l.expiresAt = :expiresAt where l.nodeId = :nodeId")
    int renew(String nodeId, Instant expiresAt);

    /** Tells by its result which of several nodes was the one that removed it. */
    @Modifying
    @Transactional
    @Query("delete from PresenceLease l where l.sessionId = :sessionId")
    int remove(String sessionId);
}
