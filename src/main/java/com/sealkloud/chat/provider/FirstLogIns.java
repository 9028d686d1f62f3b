package com.sealkloud.chat.provider;

import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.AccountIds;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.audit.AuditLog;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Decides whose account somebody gets who logs in through the identity provider for the first time.
 * A local account with a password is never theirs. Whom the provider has created by SCIM gets that
 * account or none: another one would stay open when the provider disables its user.
 */
@Component
class FirstLogIns {

    private static final Logger log = LoggerFactory.getLogger(FirstLogIns.class);

    private final AccountRepository accounts;
    private final ProvisionedPeople provisioned;
    private final AuditLog audit;
    private final JdbcClient jdbc;
    private final Clock clock;

    FirstLogIns(
            AccountRepository accounts, ProvisionedPeople provisioned, AuditLog audit, JdbcClient jdbc, Clock clock) {
        this.accounts = accounts;
        this.provisioned = provisioned;
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return the id of a new account, or of one that was created for this user before */
    String accountFor(Claims claims) {
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
        if (accounts.findLocked(userId).filter(account -> !account.isLocal()).isEmpty() || isOver(userId)) {
            return false;
        }
        audit.recordBy(null, "account.linked", "user:" + userId, null, Map.of("issuer", claims.issuer()));
        log.info("The account {} now belongs to the identity provider '{}'", userId, claims.issuer());
        return true;
    }

    /** Whether this account has become somebody's at a provider. */
    boolean isOver(String userId) {
        return jdbc.sql("select exists (select 1 from external_identity where user_id = ?)")
                .param(userId)
                .query(Boolean.class)
                .single();
    }

    private String create(String userId, Claims claims) {
        Account account = new Account(userId, claims.visibleName(userId), claims.role(), null, clock.instant());
        if (claims.issuedAt() != null) {
            account.followClaimsFrom(claims.issuedAt());
        }
        accounts.saveAndFlush(account);
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
}
