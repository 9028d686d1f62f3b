package com.sealkloud.chat.provider;

import com.sealkloud.chat.account.AccessChanges;
import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.AccountIds;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.account.IdentityProviders;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.ProfileChanged;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.text.OneLine;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
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
 * Maps users of the identity provider to accounts: creates an account at the first login and
 * follows changed claims later. An account belongs to one user of one issuer permanently. A local
 * account with a password is never mapped. Whom the provider has created by SCIM gets that account
 * or none: another one would stay open when the provider disables its user.
 */
@Component
public class ExternalPeople {

    private static final Logger log = LoggerFactory.getLogger(ExternalPeople.class);

    private static final int LONGEST_NAME = 100;

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
    private final ErasedIdentities erasedIdentities;
    private final ProvisionedPeople provisioned;
    private final IdentityProviders identityProviders;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ExternalPeople(
            AccountRepository accounts,
            AccessChanges accessChanges,
            AuditLog audit,
            TransactionTemplate transactions,
            ErasedIdentities erasedIdentities,
            ProvisionedPeople provisioned,
            IdentityProviders identityProviders,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.accounts = accounts;
        this.accessChanges = accessChanges;
        this.audit = audit;
        this.transactions = transactions;
        this.erasedIdentities = erasedIdentities;
        this.provisioned = provisioned;
        this.identityProviders = identityProviders;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
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
        Person claimed = new Person(userId, visible(claims.name(), userId), claims.role());
        if (!claimed.equals(known.person())) {
            follow(claimed);
        }
        return claimed;
    }

    /** Whether an identity provider authenticates this user. */
    public boolean isOneOfThem(String userId) {
        return jdbc.sql("select exists (select 1 from external_identity where user_id = ?)")
                .param(userId)
                .query(Boolean.class)
                .single();
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
                String userId = accountFor(claims);
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

    /** @return the id of a new account, or of one that was created for this user before */
    private String accountFor(Claims claims) {
        String wanted = claims.subject();
        Optional<String> createdBefore = provisioned(wanted);
        if (createdBefore.isPresent()) {
            String userId = createdBefore.get();
            if (!link(userId, claims)) {
                throw new NotAdmittedException("SCIM has created the account " + userId
                        + " for this user, but it has or had a password here, or is another user's of a provider");
            }
            return userId;
        }
        if (AccountIds.isLegal(wanted)) {
            if (provisioned.include(wanted)) {
                throw new NotAdmittedException(
                        "the account " + wanted + " is of a user whom SCIM knows by another userName and externalId");
            }
            if (link(wanted, claims)) {
                return wanted;
            }
            if (!accounts.existsById(wanted)) {
                return create(wanted, claims);
            }
        }
        String derived = AccountIds.derivedFrom(claims.issuer(), wanted);
        return create(accounts.existsById(derived) ? AccountIds.random() : derived, claims);
    }

    private Optional<String> provisioned(String subject) {
        List<ProvisionedPeople.Provisioned> found = provisioned.find(subject);
        List<String> present = found.stream()
                .filter(user -> !user.isDeleted())
                .map(ProvisionedPeople.Provisioned::userId)
                .toList();
        if (present.size() > 1) {
            throw new NotAdmittedException("SCIM calls several users that: " + String.join(", ", present));
        }
        if (present.isEmpty() && !found.isEmpty()) {
            throw new NotAdmittedException("SCIM has deleted this user, whose account is "
                    + found.get(0).userId());
        }
        return present.stream().findFirst();
    }

    /** @return false if there is no such account, or it is somebody else's */
    private boolean link(String userId, Claims claims) {
        if (accounts.findLocked(userId).filter(account -> !account.isLocal()).isEmpty() || isTaken(userId)) {
            return false;
        }
        audit.recordBy(null, "account.linked", "user:" + userId, null, Map.of("issuer", claims.issuer()));
        log.info("The account {} now belongs to the identity provider '{}'", userId, claims.issuer());
        return true;
    }

    private boolean isTaken(String userId) {
        return jdbc.sql("select count(*) from external_identity where user_id = ?")
                        .param(userId)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private String create(String userId, Claims claims) {
        accounts.saveAndFlush(
                new Account(userId, visible(claims.name(), userId), claims.role(), null, clock.instant()));
        audit.recordBy(
                null,
                "account.created",
                "user:" + userId,
                null,
                Map.of("role", claims.role().wireName(), "issuer", claims.issuer()));
        log.info(
                "The identity provider '{}' has introduced {}, role {}",
                claims.issuer(),
                userId,
                claims.role().wireName());
        return userId;
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

    /** The visible part of the provider's name, or else the id. */
    private static String visible(String name, String userId) {
        String line = OneLine.of(name, LONGEST_NAME);
        return line.isEmpty() ? userId : line;
    }
}
