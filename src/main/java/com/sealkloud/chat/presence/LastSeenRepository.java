package com.sealkloud.chat.presence;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;

interface LastSeenRepository extends JpaRepository<LastSeen, String> {

    /** Locked, so that of two nodes that see the same change only one announces it. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from LastSeen s where s.userId in :userIds order by s.userId")
    List<LastSeen> lockAll(Collection<String> userIds);

    @Query("select s.userId from LastSeen s where s.userId in :userIds")
    List<String> existing(Collection<String> userIds);

    default List<String> seenSince(Collection<String> userIds, Instant since) {
        return seenSince(userIds.toArray(String[]::new), since);
    }

    @NativeQuery("select user_id from last_seen where user_id = any(:userIds) and seen_at > :since")
    List<String> seenSince(String[] userIds, Instant since);
}
