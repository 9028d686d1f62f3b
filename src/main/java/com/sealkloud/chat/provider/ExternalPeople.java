package com.sealkloud.chat.provider;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.sealkloud.chat.account.AccessChanges;
import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.account.IdentityProviders;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.ProfileChanged;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.realtime.RateLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Maps users of the identity provider to accounts, which they get at their first login, and follows
 * changed claims later. An account belongs to one user of one issuer permanently.
 *
 * <p>Somebody may have several tokens that say different things. The one that was issued last is
 * right, and none is followed that is older than it, or than a change by an administrator or SCIM.
 * Of tokens that do not say when they were issued ({@code iat}), or were in the same second, each
 * node follows each once: changes must arrive, and two tokens must not be followed in turn.
 */
@Component
public class ExternalPeople {

    private static final Logger log = LoggerFactory.getLogger(ExternalPeople.class);

    /** Plain SQL, because every call of these users executes it. */
    private static final String KNOWN = """
            select a.user_id, a.user_name, a.user_role, a.enabled, a.tokens_valid_from, a.claims_from
            from external_identity e join account a on a.user_id = e.user_id
            where e.issuer = ? and e.subject = ?""";

    private static final String AGREED = """
            update account set claims_from = ? where user_id = ? and (claims_from is null or claims_from < ?)""";

    /** Tokens of providers are valid for hours. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    /** As clocks differ. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private static final int MOST_REMEMBERED = 20_000;

    private record Known(
            Person person,
            boolean enabled,
            @Nullable Instant tokensValidFrom,
            @Nullable Instant claimsFrom) {}

    /** A token, by what matters of it here. */
    private record Seen(
            Person claimed,
            @Nullable Instant issuedAt,
            @Nullable Instant expiresAt) {}

    private final AccountRepository accounts;
    private final AccessChanges accessChanges;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final FirstLogIns firstLogIns;
    private final ErasedIdentities erasedIdentities;
    private final ProvisionedPeople provisioned;
    private final IdentityProviders identityProviders;
    private final RateLimits limits;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Cache<Seen, Boolean> seen = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    ExternalPeople(
            AccountRepository accounts,
            AccessChanges accessChanges,
            AuditLog audit,
            TransactionTemplate transactions,
            FirstLogIns firstLogIns,
            ErasedIdentities erasedIdentities,
            ProvisionedPeople provisioned,
            IdentityProviders identityProviders,
            RateLimits limits,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.accounts = accounts;
        this.accessChanges = accessChanges;
        this.audit = audit;
        this.transactions = transactions;
        this.firstLogIns = firstLogIns;
        this.erasedIdentities = erasedIdentities;
        this.provisioned = provisioned;
        this.identityProviders = identityProviders;
        this.limits = limits;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Admits the bearer of a token, and follows its claims if there were no later ones.
     *
     * @return the user as the account has them
     * @throws NotAdmittedException with the reason
     */
    public Person admit(Claims bearer) {
        Claims claims = dated(bearer);
        Known known = admitted(find(bearer).orElseGet(() -> introduce(claims)), bearer);
        Person person = known.person();
        Person claimed = new Person(person.userId(), claims.visibleName(person.userId()), claims.role());
        Seen token = new Seen(claimed, claims.issuedAt(), claims.expiresAt());
        boolean isNewer = claims.isNewerThan(known.claimsFrom());
        if (claims.isOlderThan(known.claimsFrom()) || !isNewer && seen.getIfPresent(token) != null) {
            return person;
        }
        Person followed = claimed;
        if (claimed.equals(person)) {
            agree(claims, known);
        } else {
            followed = follow(claims, claimed).orElse(person);
        }
        if (followed.equals(claimed)) {
            seen.put(token, true);
        }
        return followed;
    }

    /** Nothing could be later than the claims of a provider whose clock is far ahead. */
    private Claims dated(Claims claims) {
        Instant issuedAt = claims.issuedAt();
        boolean isAhead = issuedAt != null && issuedAt.isAfter(clock.instant().plus(AHEAD));
        return isAhead ? claims.issuedAt(null) : claims;
    }

    /**
     * The same for somebody whose token was good before: it says nothing new.
     *
     * @throws NotAdmittedException with the reason
     */
    public Person readmit(Claims claims) {
        Known known = find(claims).orElseThrow(() -> new NotAdmittedException("this user has no account any more"));
        return admitted(known, claims).person();
    }

    private static Known admitted(Known known, Claims claims) {
        String userId = known.person().userId();
        if (!known.enabled()) {
            throw new NotAdmittedException("the account " + userId + " is disabled");
        }
        Instant validFrom = known.tokensValidFrom();
        if (validFrom != null && (claims.issuedAt() == null || claims.issuedAt().isBefore(validFrom))) {
            throw new NotAdmittedException("all log-ins of " + userId + " before " + validFrom + " were ended");
        }
        return known;
    }

    /** Whether an identity provider authenticates this user. */
    public boolean isOneOfThem(String userId) {
        return firstLogIns.isOver(userId);
    }

    /**
     * Whether this user is expected to log in through an identity provider, which has created the
     * account by SCIM. With a password here, it could no longer become theirs.
     */
    public boolean isAwaited(String userId) {
        return identityProviders.exist() && provisioned.include(userId);
    }

    private Optional<Known> find(Claims claims) {
        return jdbc.sql(KNOWN)
                .param(claims.issuer())
                .param(claims.subject())
                .query((row, number) -> {
                    OffsetDateTime validFrom = row.getObject(5, OffsetDateTime.class);
                    OffsetDateTime claimsFrom = row.getObject(6, OffsetDateTime.class);
                    return new Known(
                            new Person(row.getString(1), row.getString(2), Role.valueOf(row.getString(3))),
                            row.getBoolean(4),
                            validFrom == null ? null : validFrom.toInstant(),
                            claimsFrom == null ? null : claimsFrom.toInstant());
                })
                .optional();
    }

    private Known introduce(Claims claims) {
        erasedIdentities.requireNotErased(claims);
        try {
            transactions.executeWithoutResult(status -> {
                String userId = firstLogIns.accountFor(claims);
                jdbc.sql("insert into external_identity (issuer, subject, user_id) values (?, ?, ?)")
                        .param(claims.issuer())
                        .param(claims.subject())
                        .param(userId)
                        .update();
            });
        } catch (DataIntegrityViolationException alreadyIntroducedByAnotherCall) {
            log.debug("A user of the identity provider logged in twice at once for the first time");
        } catch (NotAdmittedException refused) {
            // The account may have become theirs by another call just now.
            return find(claims).orElseThrow(() -> refused);
        }
        return find(claims)
                .orElseThrow(() -> new NotAdmittedException("two people of the provider claim one account; try again"));
    }

    /** An older token that says something else must not be followed after this one. */
    private void agree(Claims claims, Known known) {
        Instant issuedAt = claims.issuedAt();
        if (issuedAt != null && claims.isNewerThan(known.claimsFrom())) {
            jdbc.sql(AGREED)
                    .param(utc(issuedAt))
                    .param(known.person().userId())
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
