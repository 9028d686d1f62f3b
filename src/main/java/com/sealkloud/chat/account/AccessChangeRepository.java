package com.sealkloud.chat.account;

import java.time.Instant;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface AccessChangeRepository extends JpaRepository<AccessChange, Long> {

    @Query("select c from AccessChange c where c.id > :after")
    List<AccessChange> findAfter(long after);

    @Modifying
    @Query("delete from AccessChange c where c.changedAt < :before")
    int deleteBefore(Instant before);
}
