package com.sealkloud.chat.attachment;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Links to files, for pages that log in with a bearer token, which an {@code <img>} cannot send. A
 * link holds for a short time, and only as long as whoever made it may read the file.
 */
@Repository
class AttachmentLinks {

    private final JdbcClient jdbc;
    private final Directory directory;
    private final AttachmentProperties properties;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    AttachmentLinks(JdbcClient jdbc, Directory directory, AttachmentProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.properties = properties;
        this.clock = clock;
    }

    /** @param token the secret of the link; only its hash is stored */
    record Link(String token, Instant expiresAt) {

        @Override
        public String toString() {
            return "a link until " + expiresAt;
        }
    }

    /** What a link leads to. */
    record Target(Person reader, String attachmentId) {}

    Link create(Person reader, String attachmentId) {
        byte[] secret = new byte[24];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Instant expiresAt = clock.instant().plus(properties.linkTime()).truncatedTo(ChronoUnit.MILLIS);
        jdbc.sql("insert into attachment_link (token_hash, attachment_id, user_id, expires_at) values (?, ?, ?, ?)")
                .param(DigestUtils.sha256Hex(token))
                .param(attachmentId)
                .param(reader.userId())
                .param(utc(expiresAt))
                .update();
        return new Link(token, expiresAt);
    }

    /** @throws Refusal {@code not_found} if there is none, or it holds no more */
    Target require(String token) {
        return jdbc.sql("select user_id, attachment_id from attachment_link where token_hash = ? and expires_at > ?")
                .param(DigestUtils.sha256Hex(token))
                .param(utc(clock.instant()))
                .query((row, number) -> new String[] {row.getString(1), row.getString(2)})
                .optional()
                .flatMap(found -> directory.find(found[0]).map(reader -> new Target(reader, found[1])))
                .orElseThrow(() -> Refusal.notFound("The link does not hold any more."));
    }

    void prune() {
        jdbc.sql("delete from attachment_link where expires_at <= ?")
                .param(utc(clock.instant()))
                .update();
    }
}
