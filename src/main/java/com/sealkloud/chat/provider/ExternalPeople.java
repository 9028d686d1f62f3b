package com.sealkloud.chat.provider;

import com.sealkloud.chat.account.AccessChanges;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.account.IdentityProviders;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.ProfileChanged;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.audit.AuditLog;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
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
 */
@Component
public class ExternalPeople {

    private static final Logger log = LoggerFactory.getLogger(ExternalPeople.class);

    /** Plain SQL, because every call of these users executes it. */
    private static final String KNOWN = """
            select a.user_id, a.user_name, a.user_role, a.enabled, a.tokens_valid_from
            from external_identity e join account a on a.user_id = e.user_id
            where e.issuer = ? and e.subject = ?""";

    private record Known(
            Person person, boolean enabled, @Nullable Instant tokensValidFrom) {}

    private final AccountRepository accounts;
    private final AccessChanges accessChanges;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final FirstLogIns firstLogIns;
    private final ErasedIdentities erasedIdentities;
    private final ProvisionedPeople provisioned;
    private final IdentityProviders identityProviders;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    ExternalPeople(
            AccountRepository accounts,
            AccessChanges accessChanges,
            AuditLog audit,
            TransactionTemplate transactions,
            FirstLogIns firstLogIns,
            ErasedIdentities erasedIdentities,
            ProvisionedPeople provisioned,
            IdentityProviders identityProviders,
            JdbcClient jdbc,
            ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.accessChanges = accessChanges;
        this.audit = audit;
        this.transactions = transactions;
        this.firstLogIns = firstLogIns;
        this.erasedIdentities = erasedIdentities;
        this.provisioned = provisioned;
        this.identityProviders = identityProviders;
        this.jdbc = jdbc;
        this.events = events;
    }

    /** @throws NotAdmittedException with the reason */
    public Person admit(Claims claims) {
        Known known = find(claims).orElseGet(() -> introduce(claims));
        String userId = known.person().userId();
        if (!known.enabled()) {
            throw new NotAdmittedException("the account " + userId + " is disabled");
        }
        Instant validFrom = known.tokensValidFrom();
        if (validFrom != null && (claims.issuedAt() == null || claims.issuedAt().isBefore(validFrom))) {
            throw new NotAdmittedException("all log-ins of " + userId + " before " + validFrom + " were ended");
        }
        Person claimed = new Person(userId, claims.visibleName(userId), claims.role());
        if (!claimed.equals(known.person())) {
            follow(claimed);
        }
        return claimed;
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
                    return new Known(
                            new Person(row.getString(1), row.getString(2), Role.valueOf(row.getString(3))),
                            row.getBoolean(4),
                            validFrom == null ? null : validFrom.toInstant());
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

    private void follow(Person claimed) {
        transactions.executeWithoutResult(status -> accounts.findLocked(claimed.userId())
                .ifPresent(account -> {
                    Person before = account.person();
                    if (account.describe(claimed.userName(), claimed.userRole())) {
                        accessChanges.record(claimed.userId());
                        accessChanges.roleChanged(before, account.person());
                        events.publishEvent(new ProfileChanged(account.person()));
                    }
                    // Whoever holds two tokens with different roles could repeat it for ever.
                    if (before.userRole() != claimed.userRole()
                            && audit.recordBounded(
                                    claimed.userId(),
                                    "account.role_followed",
                                    "user:" + claimed.userId(),
                                    Map.of("role", claimed.userRole().wireName()))) {
                        log.info(
                                "The identity provider has changed the role of {} from {} to {}",
                                claimed.userId(),
                                before.userRole().wireName(),
                                claimed.userRole().wireName());
                    }
                }));
    }
}
