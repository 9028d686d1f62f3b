package com.sealkloud.chat.account;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface AccountRepository extends JpaRepository<Account, String> {

    /** Whoever writes an account reads it like this, or would take back what another call has changed meanwhile. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Account a where a.userId = :userId")
    Optional<Account> findLocked(String userId);

    /** All enabled administrators, in one order for all callers, so that two of them cannot end each other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query(
            "select a from Account a where a.role = com.sealkloud.chat.account.Role.ADMIN and a.enabled order by a.userId")
    List<Account> lockAdministrators();

    /** @param evenWithoutPassword whether somebody else may vouch for them */
    @Query("""
            select count(a) from Account a
            where a.role = com.sealkloud.chat.account.Role.ADMIN and a.enabled and a.userId <> :besides
              and (a.passwordHash is not null or :evenWithoutPassword = true)""")
    long countAdministrators(String besides, boolean evenWithoutPassword);

    /** Enabled people in {@code userId} order, after a key; {@code pattern} is a lower-case LIKE pattern with {@code !} escapes. */
    @Query("""
            select a from Account a
            where a.enabled and a.userId > :after
              and a.role in :roles and (a.role in :seenRoles or a.userId in :seenIds)
              and (lower(a.userName) like :pattern escape '!' or lower(a.userId) like :pattern escape '!')
            order by a.userId""")
    List<Account> page(
            Collection<Role> roles,
            Collection<Role> seenRoles,
            Collection<String> seenIds,
            String pattern,
            String after,
            Limit limit);
}
