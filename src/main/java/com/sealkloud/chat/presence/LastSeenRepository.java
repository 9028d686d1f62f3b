package com.sealkloud.chat.presence;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface LastSeenRepository extends JpaRepository<LastSeen, String> {

    /** Locked, so that of two nodes that see the same change only one announces it. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from LastSeen s where s.userId = :userId")
    Optional<LastSeen> lock(String userId);

    @Query("select s.userId from LastSeen s where s.userId in :userIds and s.seenAt > :since")
    List<String> seenSince(Collection<String> userIds, Instant since);
}
