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

    default List<LastSeen> hereOf(Collection<String> userIds) {
        return hereOf(userIds.toArray(String[]::new));
    }

    /** Native, since JPQL has no arrays, and translates a list anew each time. */
    @NativeQuery("select * from last_seen where user_id = any(:userIds) and announced <> 'OFFLINE'")
    List<LastSeen> hereOf(String[] userIds);

    /** Names them: an index is of no use for what somebody is not. */
    @NativeQuery("select * from last_seen where announced in ('ONLINE', 'AWAY', 'DND')")
    List<LastSeen> here();

    @NativeQuery("""
            select user_id from last_seen s
            where announced in ('ONLINE', 'AWAY', 'DND')
                and not exists (select 1 from presence_lease l where l.user_id = s.user_id)""")
    List<String> shownWithoutSession();

    default List<String> seenSince(Collection<String> userIds, Instant since) {
        return seenSince(userIds.toArray(String[]::new), since);
    }

    @NativeQuery("select user_id from last_seen where user_id = any(:userIds) and seen_at > :since")
    List<String> seenSince(String[] userIds, Instant since);
}
