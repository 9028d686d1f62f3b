package com.sealkloud.chat.token;

import java.time.Instant;
import java.util.Collection;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface AccessTokenRepository extends JpaRepository<AccessToken, String> {

    boolean existsByTokenHashInAndEndedTrue(Collection<String> tokenHashes);

    long countByUserIdAndEndedTrue(String userId);

    @Modifying
    @Query("delete from AccessToken t where t.tokenHash = :tokenHash")
    void delete(String tokenHash);

    /** The clock of the identity provider may be ahead of ours. */
    @Modifying
    @Query("delete from AccessToken t where t.userId = :userId and t.ended"
            + " and (t.createdAt is null or t.createdAt < :issuedBefore)")
    void deleteEnded(String userId, Instant issuedBefore);

    @Modifying
    @Query("delete from AccessToken t where t.expiresAt < :before")
    int deleteExpired(Instant before);

    /** Keeps tokens of the identity provider that were revoked individually. */
    @Modifying
    @Query("delete from AccessToken t where t.userId = :userId and not t.ended and t.tokenHash <> :besides")
    int deleteAllOf(String userId, String besides);
}
