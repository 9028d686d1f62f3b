package com.sealkloud.chat.token;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.account.PersonAuthentication;
import com.sealkloud.chat.audit.AuditLog;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The logins of a user that this service has opened, for the user and for administrators. Tokens
 * of an identity provider are not stored here.
 */
@Service
public class OwnSessions {

    private final JdbcClient jdbc;
    private final AccountRepository accounts;
    private final TokenService tokens;
    private final AuditLog audit;
    private final Clock clock;

    OwnSessions(JdbcClient jdbc, AccountRepository accounts, TokenService tokens, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
    }

    private record Stored(String tokenHash, OwnSession session) {

        @Override
        public String toString() {
            return "Stored[" + session + "]";
        }
    }

    /** @return the newest first */
    public List<OwnSession> list(String userId, PersonAuthentication caller) {
        return stored(userId, caller).stream().map(Stored::session).toList();
    }

    private List<Stored> stored(String userId, PersonAuthentication caller) {
        String current = TokenService.hashOf(caller.getToken());
        return jdbc.sql("""
                        select token_hash, created_at, expires_at, network, agent from access_token
                        where user_id = ? and not ended and expires_at > ?
                        order by expires_at desc, token_hash""")
                .param(userId)
                .param(utc(clock.instant()))
                .query((row, number) -> {
                    String hash = row.getString(1);
                    OffsetDateTime startedAt = row.getObject(2, OffsetDateTime.class);
                    return new Stored(
                            hash,
                            new OwnSession(
                                    idOf(hash),
                                    startedAt == null ? null : startedAt.toInstant(),
                                    row.getObject(3, OffsetDateTime.class).toInstant(),
                                    row.getString(4),
                                    row.getString(5),
                                    hash.equals(current)));
                })
                .list();
    }

    /** The hash itself stays here: whoever sees the id must not learn what the table contains. */
    private static String idOf(String tokenHash) {
        return DigestUtils.sha256Hex("session " + tokenHash).substring(0, 32);
    }

    /** @return whether there was such a login */
    @Transactional
    public boolean end(String userId, String sessionId, PersonAuthentication caller) {
        Predicate<Stored> wanted = stored -> stored.session().sessionId().equals(sessionId);
        Optional<Stored> found = stored(userId, caller).stream().filter(wanted).findFirst();
        found.ifPresent(stored -> {
            tokens.end(userId, List.of(stored.tokenHash()));
            audit.recordBounded(caller.getName(), "login.ended", "user:" + userId, null);
        });
        return found.isPresent();
    }

    /** Ends all but the login of this call. */
    @Transactional
    public void endOthers(PersonAuthentication caller) {
        String userId = caller.getName();
        accounts.findLocked(userId).ifPresent(account -> {
            tokens.endAll(account, caller.getToken());
            audit.recordBounded(userId, "login.all_ended", "user:" + userId, Map.of("besides", "this one"));
        });
    }
}
