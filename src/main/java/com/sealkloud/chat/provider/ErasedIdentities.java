package com.sealkloud.chat.provider;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.account.AccountErased;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Remembers, by a hash, who of the identity provider was erased of late: a token that was issued
 * before must not create an account with the same name again. Whoever logs in anew is somebody new.
 */
@Component
class ErasedIdentities {

    /** Tokens of providers are valid for hours. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final Clock clock;

    ErasedIdentities(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws NotAdmittedException if the token is older than the erasure */
    void requireNotErased(Claims claims) {
        Instant issuedAt = claims.issuedAt();
        jdbc.sql("select erased_at from erased_identity where identity_hash = ?")
                .param(hash(claims.issuer(), claims.subject()))
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional()
                .filter(erasedAt -> issuedAt == null || !issuedAt.isAfter(erasedAt))
                .ifPresent(erasedAt -> {
                    throw new NotAdmittedException("this user was erased at " + erasedAt);
                });
    }

    @EventListener
    void forget(AccountErased erased) {
        jdbc.sql("select issuer, subject from external_identity where user_id = ?")
                .param(erased.userId())
                .query((row, number) -> hash(row.getString(1), row.getString(2)))
                .optional()
                .ifPresent(this::remember);
        jdbc.sql("delete from external_identity where user_id = ?")
                .param(erased.userId())
                .update();
    }

    private void remember(String hash) {
        jdbc.sql("delete from erased_identity where identity_hash = ?")
                .param(hash)
                .update();
        jdbc.sql("insert into erased_identity (identity_hash, erased_at) values (?, ?)")
                .param(hash)
                .param(utc(clock.instant()))
                .update();
    }

    @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT5M")
    void forgetOld() {
        jdbc.sql("delete from erased_identity where erased_at < ?")
                .param(utc(clock.instant().minus(REMEMBERED)))
                .update();
    }

    private static String hash(String issuer, String subject) {
        try {
            byte[] identity = (issuer + "\n" + subject).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(identity));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
