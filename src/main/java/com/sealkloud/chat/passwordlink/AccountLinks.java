package com.sealkloud.chat.passwordlink;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.account.AccountErased;
import com.sealkloud.chat.account.AccountProperties;
import com.sealkloud.chat.token.RandomToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.web.ErrorResponseException;

/** The links by which users set a password. Each works once and until it expires. */
@Repository
public class AccountLinks {

    /** So long the page can say that a link has expired. */
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final AccountProperties properties;
    private final Clock clock;

    AccountLinks(JdbcClient jdbc, AccountProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    Duration lifetime(LinkPurpose purpose) {
        return purpose == LinkPurpose.INVITATION
                ? properties.accounts().invitationLifetime()
                : properties.accounts().resetLifetime();
    }

    /**
     * Ends the link of a former attempt to send the same mail.
     *
     * @return the secret of a new link, which is not stored
     */
    String issue(String mailId, String userId, LinkPurpose purpose) {
        String token = RandomToken.create();
        Instant now = clock.instant();
        jdbc.sql("update account_link set ended = true where user_id = ? and mail_id = ? and not ended")
                .param(userId)
                .param(mailId)
                .update();
        jdbc.sql("""
                        insert into account_link (token_hash, mail_id, user_id, purpose, expires_at, ended, created_at)
                        values (?, ?, ?, ?, ?, false, ?)""")
                .param(RandomToken.hash(token))
                .param(mailId)
                .param(userId)
                .param(purpose.name())
                .param(utc(now.plus(lifetime(purpose))))
                .param(utc(now))
                .update();
        return token;
    }

    /**
     * @return the link of this secret, if it still works
     * @throws ErrorResponseException 404, with the reason
     */
    AccountLink require(String token) {
        AccountLink link = find(token).orElseThrow(LinkRefusal.UNKNOWN::refused);
        if (link.isEnded()) {
            throw LinkRefusal.USED.refused();
        }
        if (!link.expiresAt().isAfter(clock.instant())) {
            throw LinkRefusal.EXPIRED.refused();
        }
        return link;
    }

    private Optional<AccountLink> find(String token) {
        return jdbc.sql("select user_id, purpose, expires_at, ended from account_link where token_hash = ?")
                .param(RandomToken.hash(token))
                .query((row, number) -> new AccountLink(
                        row.getString(1),
                        LinkPurpose.valueOf(row.getString(2)),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getBoolean(4)))
                .optional();
    }

    /** Their password was set, or nobody may set it any more. */
    public void endAll(String userId) {
        jdbc.sql("update account_link set ended = true where user_id = ? and not ended")
                .param(userId)
                .update();
    }

    /** How many mails with links were written to this user since then. */
    long countMailsSince(String userId, Instant since) {
        return jdbc.sql("""
                        select count(distinct coalesce(mail_id, token_hash)) from account_link
                        where user_id = ? and created_at > ?""").param(userId).param(utc(since)).query(Long.class).single();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT2M")
    void forgetOld() {
        jdbc.sql("delete from account_link where created_at < ?")
                .param(utc(clock.instant().minus(REMEMBERED)))
                .update();
    }

    @EventListener
    void forget(AccountErased erased) {
        jdbc.sql("delete from account_link where user_id = ?")
                .param(erased.userId())
                .update();
    }
}
