package com.sealkloud.chat.provider;

import com.sealkloud.chat.account.IdentityProviders;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Maps users of the identity provider to accounts, which they get at their first login;
 * {@link FollowedClaims} changes them later. An account belongs to one user of one issuer
 * permanently.
 */
@Component
public class ExternalPeople {

    private static final Logger log = LoggerFactory.getLogger(ExternalPeople.class);

    /** Plain SQL, because every call of these users executes it. */
    private static final String KNOWN = """
            select a.user_id, a.user_name, a.user_role, a.enabled, a.tokens_valid_from, a.claims_from
            from external_identity e join account a on a.user_id = e.user_id
            where e.issuer = ? and e.subject = ?""";

    /** As clocks differ. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private record Known(
            Person person,
            boolean enabled,
            @Nullable Instant tokensValidFrom,
            @Nullable Instant claimsFrom) {}

    private final TransactionTemplate transactions;
    private final FirstLogIns firstLogIns;
    private final ErasedIdentities erasedIdentities;
    private final ProvisionedPeople provisioned;
    private final IdentityProviders identityProviders;
    private final FollowedClaims followedClaims;
    private final JdbcClient jdbc;
    private final Clock clock;

    ExternalPeople(
            TransactionTemplate transactions,
            FirstLogIns firstLogIns,
            ErasedIdentities erasedIdentities,
            ProvisionedPeople provisioned,
            IdentityProviders identityProviders,
            FollowedClaims followedClaims,
            JdbcClient jdbc,
            Clock clock) {
        this.transactions = transactions;
        this.firstLogIns = firstLogIns;
        this.erasedIdentities = erasedIdentities;
        this.provisioned = provisioned;
        this.identityProviders = identityProviders;
        this.followedClaims = followedClaims;
        this.jdbc = jdbc;
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
        return followedClaims.follow(claims, known.person(), known.claimsFrom());
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
}
