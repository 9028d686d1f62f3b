package com.sealkloud.chat.account;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Timeouts;
import org.hibernate.jpa.SpecHints;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;

public interface AccountRepository extends JpaRepository<Account, String> {

    /**
     * Locks the row. A writer must read an account this way, or it would revert a concurrent
     * change.
     */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Account a where a.userId = :userId")
    Optional<Account> findLocked(String userId);

    /**
     * Locks the row unless somebody else has: for a caller who has locked a conversation already,
     * and would wait in a circle.
     *
     * @return nothing if somebody else has locked it
     */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @QueryHints(@QueryHint(name = SpecHints.HINT_SPEC_LOCK_TIMEOUT, value = "" + Timeouts.SKIP_LOCKED_MILLI))
    @Query("select a from Account a where a.userId = :userId")
    Optional<Account> lockIfFree(String userId);

    /**
     * Locks all enabled administrators, in the same order for all callers, so that two of them
     * cannot disable each other.
     */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query(
            "select a from Account a where a.role = com.sealkloud.chat.account.Role.ADMIN and a.enabled order by a.userId")
    List<Account> lockAdministrators();

    /** Locks several, administrators first, as everybody does who locks these and somebody else. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("""
            select a from Account a where a.userId in :userIds
            order by case when a.role = com.sealkloud.chat.account.Role.ADMIN then 0 else 1 end, a.userId""")
    List<Account> lockAll(Collection<String> userIds);

    List<Account> findFirst10ByMailOrderByUserId(String mail);

    /** @param evenWithoutPassword whether an identity provider may authenticate them */
    @Query("""
            select count(a) from Account a
            where a.role = com.sealkloud.chat.account.Role.ADMIN and a.enabled and a.userId not in :besides
              and (a.passwordHash is not null or :evenWithoutPassword = true)""")
    long countAdministrators(Collection<String> besides, boolean evenWithoutPassword);

    @Query("select a.pictureKey from Account a where a.pictureKey >= :from and a.pictureKey < :to")
    List<String> pictureKeys(String from, String to);

    @Modifying
    @Query("update Account a set a.pictureKey = :key where a.pictureKey = :former")
    int replacePictureKey(String former, String key);
}
