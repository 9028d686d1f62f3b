package com.sealkloud.chat.token;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.account.AccessChanges;
import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.AccountProperties;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.PersonAuthentication;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.audit.AuditLog;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Issues, checks and revokes opaque tokens, of logins with a password and of the page's logins
 * through an identity provider, and revokes tokens of the identity provider.
 */
@Service
public class TokenService {

    /** Plain SQL, because every connect and every call executes it. */
    private static final String HOLDER = """
            select a.user_id, a.user_name, a.user_role, t.expires_at
            from access_token t join account a on a.user_id = t.user_id
            where t.token_hash = ? and not t.ended and t.expires_at > ? and a.enabled""";

    /** A login too many ends the one that would expire first. */
    private static final String OLDEST = """
            select token_hash from access_token where user_id = ? and not ended
            order by expires_at desc, token_hash offset ? rows""";

    private final AccountRepository accounts;
    private final AccessTokenRepository tokens;
    private final AccessChanges accessChanges;
    private final KnownPlaces knownPlaces;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final AccountProperties properties;
    private final JdbcClient jdbc;
    private final Clock clock;

    TokenService(
            AccountRepository accounts,
            AccessTokenRepository tokens,
            AccessChanges accessChanges,
            KnownPlaces knownPlaces,
            AuditLog audit,
            ApplicationEventPublisher events,
            AccountProperties properties,
            JdbcClient jdbc,
            Clock clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.accessChanges = accessChanges;
        this.knownPlaces = knownPlaces;
        this.audit = audit;
        this.events = events;
        this.properties = properties;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param passwordHash the hash that was compared; it may have changed since
     * @return a new token, or nothing if this user may no longer log in with that password
     */
    @Transactional
    public Optional<IssuedToken> issue(String userId, String passwordHash, LogInOrigin origin) {
        return accounts.findLocked(userId)
                .filter(account -> account.isEnabled() && passwordHash.equals(account.passwordHash()))
                .map(account -> {
                    knownPlaces.remember(userId, origin);
                    audit.recordBounded(userId, "login.succeeded", "user:" + userId, null);
                    return issue(account.person(), origin);
                });
    }

    /** @return a token for a user whom the identity provider has authenticated, if enabled */
    @Transactional
    public Optional<IssuedToken> issueByProvider(String userId, LogInOrigin origin) {
        return accounts.findLocked(userId).filter(Account::isEnabled).map(account -> {
            audit.recordBounded(userId, "login.succeeded", "user:" + userId, Map.of("by", "identity provider"));
            return issue(account.person(), origin);
        });
    }

    private IssuedToken issue(Person person, LogInOrigin origin) {
        String token = RandomToken.create();
        Instant now = clock.instant();
        endOldest(person.userId());
        Instant expiresAt = now.plus(properties.tokens().lifetime());
        tokens.save(AccessToken.begun(hash(token), person.userId(), now, expiresAt, origin));
        return new IssuedToken(token, expiresAt, person.userId(), person.userName(), person.userRole(), null);
    }

    private void endOldest(String userId) {
        List<String> oldest = jdbc.sql(OLDEST)
                .param(userId)
                .param(properties.tokens().perUser() - 1)
                .query(String.class)
                .list();
        if (!oldest.isEmpty()) {
            end(userId, oldest);
        }
    }

    /** Ends logins that this service has opened; their sessions are closed. */
    void end(String userId, List<String> logIns) {
        logIns.forEach(tokens::delete);
        accessChanges.record(userId);
        events.publishEvent(LogInsEnded.these(userId, logIns));
    }

    /** A user, and the expiry of their token. */
    public record Holder(Person person, Instant expiresAt) {}

    /**
     * @return the owner of this token, if we issued it, it is neither revoked nor expired, and the
     *     account is enabled
     */
    public Optional<Holder> findHolder(String token) {
        return jdbc.sql(HOLDER)
                .param(hash(token))
                .param(utc(clock.instant()))
                .query((row, number) -> new Holder(
                        new Person(row.getString(1), row.getString(2), Role.valueOf(row.getString(3))),
                        row.getObject(4, OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Releases up to 0.9 have stored the hash of the whole text. */
    public boolean isEnded(Jwt token) {
        return tokens.existsByTokenHashInAndEndedTrue(List.of(hashOf(token), hash(token.getTokenValue())));
    }

    /** Revokes a token, ours or the identity provider's; its sessions are closed. */
    @Transactional
    public void end(PersonAuthentication authentication) {
        String userId = authentication.getName();
        if (authentication.getToken() instanceof Jwt token) {
            accounts.findLocked(userId).ifPresent(account -> endProviders(token, account));
            end(userId, List.of());
        } else {
            end(userId, List.of(hashOf(authentication.getToken())));
        }
        audit.recordBounded(userId, "login.ended", "user:" + userId, null);
    }

    /** So that the rows of a user stay few, one too many ends whatever was issued until now. */
    private void endProviders(Jwt token, Account account) {
        String userId = account.person().userId();
        Instant now = clock.instant();
        List<String> hashes = List.of(hashOf(token), hash(token.getTokenValue()));
        if (tokens.countByUserIdAndEndedTrue(userId)
                >= (long) hashes.size() * properties.tokens().perUser()) {
            account.endTokensBefore(now);
            tokens.deleteEnded(userId, now);
        }
        Instant expiresAt = Objects.requireNonNullElseGet(
                token.getExpiresAt(), () -> now.plus(properties.tokens().lifetime()));
        // Nodes of releases up to 0.9 look for the hash of the whole text.
        hashes.forEach(hash -> tokens.save(AccessToken.ended(hash, userId, token.getIssuedAt(), expiresAt)));
    }

    /**
     * Ends every login of this user, ours and the identity provider's. The caller has locked the
     * account, so that a concurrent login either is ended too, or finds the changed account.
     *
     * @param besides the login that continues, if any
     */
    @Transactional
    public void endAll(Account account, @Nullable OAuth2Token besides) {
        String userId = account.person().userId();
        account.endTokensBefore(clock.instant());
        String kept = besides == null ? null : hashOf(besides);
        tokens.deleteAllOf(userId, Objects.requireNonNullElse(kept, ""));
        accessChanges.record(userId);
        events.publishEvent(LogInsEnded.all(userId, kept));
    }

    /** @return whether there is such an account */
    @Transactional
    public boolean endAll(String userId, String actor) {
        Optional<Account> found = accounts.findLocked(userId);
        found.ifPresent(account -> {
            endAll(account, null);
            audit.recordBounded(actor, "login.all_ended", "user:" + userId, null);
        });
        return found.isPresent();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    @Transactional
    void forgetExpired() {
        tokens.deleteExpired(clock.instant());
    }

    /**
     * Keeps a login until the caller's transaction ends, so that what is stored with it is found by
     * its end.
     *
     * @throws Refusal {@code forbidden} if it has ended
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(String logIn) {
        boolean isThere = jdbc.sql("select 1 from access_token where token_hash = ? and not ended for update")
                .param(logIn)
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!isThere) {
            throw Refusal.forbidden("The login has ended.");
        }
    }

    /**
     * @return what the login of a call is known by as long as it lasts; null for the identity
     *     provider's, whose tokens replace each other
     */
    public static @Nullable String logInOf(PersonAuthentication authentication) {
        return authentication.getToken() instanceof Jwt ? null : hashOf(authentication.getToken());
    }

    /**
     * @return what a token is known by. One of the identity provider is what the provider has
     *     signed: the signature after it can be spelled in several ways.
     */
    static String hashOf(OAuth2Token token) {
        String text = token.getTokenValue();
        return hash(
                token instanceof Jwt ? text.substring(0, text.lastIndexOf('.')).trim() : text);
    }

    private static String hash(String token) {
        return RandomToken.hash(token);
    }
}
