package com.sealkloud.chat.provider;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.sealkloud.chat.account.AccessChanges;
import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.ProfileChanged;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.realtime.RateLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes accounts as the claims of their tokens say.
 *
 * <p>Somebody may have several tokens that say different things. The one that was issued last is
 * right, and none is followed that is older than it, or than a change by an administrator or SCIM.
 * Of tokens that do not say when they were issued ({@code iat}), or were in the same second, each
 * node follows each once: changes must arrive, and two tokens must not be followed in turn.
 */
@Component
class FollowedClaims {

    private static final Logger log = LoggerFactory.getLogger(FollowedClaims.class);

    private static final String AGREED = """
            update account set claims_from = ? where user_id = ? and (claims_from is null or claims_from < ?)""";

    /** Tokens of providers are valid for hours. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private static final int MOST_REMEMBERED = 20_000;

    /** A token, by what matters of it here. */
    private record Seen(
            Person claimed,
            @Nullable Instant issuedAt,
            @Nullable Instant expiresAt) {}

    private final AccountRepository accounts;
    private final AccessChanges accessChanges;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final RateLimits limits;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Cache<Seen, Boolean> seen = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    FollowedClaims(
            AccountRepository accounts,
            AccessChanges accessChanges,
            AuditLog audit,
            TransactionTemplate transactions,
            RateLimits limits,
            JdbcClient jdbc,
            ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.accessChanges = accessChanges;
        this.audit = audit;
        this.transactions = transactions;
        this.limits = limits;
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * @param person the user as the account has them
     * @param claimsFrom when the claims were issued that the account follows
     * @return the user as the account has them now
     */
    Person follow(Claims claims, Person person, @Nullable Instant claimsFrom) {
        Person claimed = new Person(person.userId(), claims.visibleName(person.userId()), claims.role());
        Seen token = new Seen(claimed, claims.issuedAt(), claims.expiresAt());
        boolean isNewer = claims.isNewerThan(claimsFrom);
        if (claims.isOlderThan(claimsFrom) || !isNewer && seen.getIfPresent(token) != null) {
            return person;
        }
        Person followed = claimed;
        if (!claimed.equals(person)) {
            followed = follow(claims, claimed).orElse(person);
        } else if (isNewer) {
            agree(claims, person);
        }
        if (followed.equals(claimed)) {
            seen.put(token, true);
        }
        return followed;
    }

    /** An older token that says something else must not be followed after this one. */
    private void agree(Claims claims, Person person) {
        Instant issuedAt = claims.issuedAt();
        if (issuedAt != null) {
            jdbc.sql(AGREED)
                    .param(utc(issuedAt))
                    .param(person.userId())
                    .param(utc(issuedAt))
                    .update();
        }
    }

    /** @return the user as the account has them now */
    private Optional<Person> follow(Claims claims, Person claimed) {
        return Objects.requireNonNull(transactions.execute(
                status -> accounts.findLocked(claimed.userId()).map(account -> follow(claims, claimed, account))));
    }

    private Person follow(Claims claims, Person claimed, Account account) {
        Person before = account.person();
        if (claims.isOlderThan(account.claimsFrom())) {
            return before;
        }
        boolean isNameFollowed = before.userName().equals(claimed.userName()) || mayChangeName(claimed);
        Instant issuedAt = claims.issuedAt();
        if (issuedAt != null && isNameFollowed) {
            account.followClaimsFrom(issuedAt);
        }
        if (account.describe(isNameFollowed ? claimed.userName() : before.userName(), claimed.userRole())) {
            accessChanges.record(claimed.userId());
            accessChanges.roleChanged(before, account.person());
            events.publishEvent(new ProfileChanged(account.person()));
        }
        // Whoever collects tokens with different roles could repeat it for long.
        if (before.userRole() != claimed.userRole()
                && audit.recordBounded(
                        claimed.userId(),
                        "account.role_followed",
                        "user:" + claimed.userId(),
                        Map.of("role", before.userRole().wireName()),
                        Map.of("role", claimed.userRole().wireName()))) {
            log.info(
                    "The identity provider has changed the role of {} from {} to {}",
                    claimed.userId(),
                    before.userRole().wireName(),
                    claimed.userRole().wireName());
        }
        return account.person();
    }

    /** Everybody is told of it who sees the user; the next call of theirs tries again. */
    private boolean mayChangeName(Person person) {
        try {
            limits.spend(person, RateLimits.Action.PROFILE);
            return true;
        } catch (Refusal tooMany) {
            return false;
        }
    }
}
