package com.sealkloud.chat.account;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
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
}
