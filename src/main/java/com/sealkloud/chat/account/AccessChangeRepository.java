package com.sealkloud.chat.account;

import java.time.Instant;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface AccessChangeRepository extends JpaRepository<AccessChange, Long> {

    /** The id finds what a node has written whose clock is behind. */
    @Query("select c from AccessChange c where c.changedAt > :after or c.id > :lastId")
    List<AccessChange> findAfter(Instant after, long lastId);

    @Query("select coalesce(max(c.id), 0) from AccessChange c")
    long lastId();

    @Modifying
    @Query("delete from AccessChange c where c.changedAt < :before")
    int deleteBefore(Instant before);
}
