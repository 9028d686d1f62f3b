package com.sealkloud.chat.account;

import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface AccountRepository extends JpaRepository<Account, String> {

    /** Enabled people in {@code userId} order, after a key; {@code pattern} is one of {@link SearchName}. */
    @Query("""
            select a from Account a
            where a.enabled and a.userId > :after
              and a.role in :roles and (a.role in :seenRoles or a.userId in :seenIds)
              and coalesce(a.searchName, lower(concat(a.userName, ' ', a.userId))) like :pattern escape '!'
            order by a.userId""")
    List<Account> page(
            Collection<Role> roles,
            Collection<Role> seenRoles,
            Collection<String> seenIds,
            String pattern,
            String after,
            Limit limit);
}
