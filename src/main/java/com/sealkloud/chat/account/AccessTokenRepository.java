package com.sealkloud.chat.account;

import java.time.Instant;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface AccessTokenRepository extends JpaRepository<AccessToken, String> {

    @Modifying
    @Query("delete from AccessToken t where t.expiresAt < :before")
    int deleteExpired(Instant before);
}
