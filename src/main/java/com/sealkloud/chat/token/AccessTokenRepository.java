package com.sealkloud.chat.token;

import java.time.Instant;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface AccessTokenRepository extends JpaRepository<AccessToken, String> {

    @Modifying
    @Query("delete from AccessToken t where t.expiresAt < :before")
    int deleteExpired(Instant before);

    /** Keeps tokens of the identity provider that were revoked individually. */
    @Modifying
    @Query("delete from AccessToken t where t.userId = :userId and not t.ended and t.tokenHash <> :besides")
    int deleteAllOf(String userId, String besides);
}
