package com.sealkloud.chat.scim;

import com.sealkloud.chat.account.AccountIds;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.account.Contact;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.people.AccountChange;
import com.sealkloud.chat.people.AccountService;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Creates, changes and deletes users for the identity provider, as an administrator would: with the
 * same checks, and the same consequences for their logins. Nobody's account is removed: a deleted
 * user is disabled, and no longer to be seen by SCIM, because what they have written stays.
 */
@Service
class Provisioning {

    private static final Logger log = LoggerFactory.getLogger(Provisioning.class);

    private static final AccountChange DISABLED = new AccountChange(null, null, false, null);

    private final ScimUsers users;
    private final AccountService accounts;
    private final AccountRepository rows;
    private final UserAttributes attributes;
    private final AuditLog audit;
    private final TransactionTemplate transactions;

    Provisioning(
            ScimUsers users,
            AccountService accounts,
            AccountRepository rows,
            UserAttributes attributes,
            AuditLog audit,
            TransactionTemplate transactions) {
        this.users = users;
        this.accounts = accounts;
        this.rows = rows;
        this.attributes = attributes;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** @throws ScimFailure {@code uniqueness} if the name is taken */
    StoredUser create(UserChange wanted, Principal actor) {
        String userName = wanted.userName;
        if (userName == null) {
            throw ScimFailure.invalidValue("userName must not be blank.");
        }
        String userId = transactions.execute(status -> {
            requireFree(userName, null);
            String id = former(userName, wanted.externalId)
                    .map(deleted -> restored(deleted, userName, wanted, actor))
                    .orElseGet(() -> created(userName, wanted, actor));
            users.save(
                    id,
                    userName,
                    UserChange.orNull(wanted.externalId),
                    UserChange.orNull(wanted.givenName),
                    UserChange.orNull(wanted.familyName));
            recordKept(id, wanted.kept());
            return id;
        });
        log.info("{} has created the user {}", actor.getName(), userId);
        return find(userId);
    }

    private Optional<String> former(String userName, @Nullable String externalId) {
        return externalId == null || externalId.isEmpty() ? Optional.empty() : users.findDeleted(userName, externalId);
    }

    /** The provider says by the same external id that it is the same person. */
    private String restored(String userId, String userName, UserChange wanted, Principal actor) {
        AccountChange change = new AccountChange(
                wanted.shownAs(userName),
                Objects.requireNonNullElseGet(wanted.role, attributes::defaultRole),
                !Boolean.FALSE.equals(wanted.active),
                null,
                new Contact(wanted.mail, null));
        lock(userId, change.mayRemoveAnAdministrator());
        if (former(userName, wanted.externalId).filter(userId::equals).isEmpty()) {
            // Another call has brought them back at the same time.
            throw taken(userName);
        }
        accounts.change(userId, change, actor);
        return userId;
    }

    private String created(String userName, UserChange wanted, Principal actor) {
        Person person = new Person(
                freeId(userName),
                wanted.shownAs(userName),
                Objects.requireNonNullElseGet(wanted.role, attributes::defaultRole));
        String userId = accounts.create(person, null, new Contact(UserChange.orNull(wanted.mail), null))
                .map(Person::userId)
                .orElseThrow(() -> taken(userName));
        if (Boolean.FALSE.equals(wanted.active)) {
            accounts.change(userId, DISABLED, actor);
        }
        return userId;
    }

    private String freeId(String userName) {
        String userId = UserNames.accountId(userName);
        return accounts.find(userId).isEmpty() ? userId : AccountIds.random();
    }

    /** @param ifMatch the header, by which a provider does not overwrite what it has not seen */
    StoredUser change(String userId, UserChange wanted, @Nullable String ifMatch, Principal actor) {
        transactions.executeWithoutResult(status -> {
            StoredUser present = locked(userId, wanted.mayRemoveAnAdministrator(), ifMatch);
            String userName = Objects.requireNonNullElse(wanted.userName, present.userName());
            if (!UserNames.key(userName).equals(UserNames.key(present.userName()))) {
                requireFree(userName, userId);
            }
            accounts.change(userId, wanted.ofAccount(present), actor);
            users.save(userId, userName, wanted.external(present), wanted.given(present), wanted.family(present));
            recordKept(userId, wanted.changed(present));
        });
        return find(userId);
    }

    void delete(String userId, @Nullable String ifMatch, Principal actor) {
        transactions.executeWithoutResult(status -> {
            StoredUser present = locked(userId, DISABLED.mayRemoveAnAdministrator(), ifMatch);
            accounts.change(userId, DISABLED, actor);
            users.delete(present);
            audit.record("account.deprovisioned", "user:" + userId, null, null);
        });
        log.info("{} has deleted the user {}, whose account is disabled now", actor.getName(), userId);
    }

    /** @throws ScimFailure 404 if there is no such user */
    StoredUser find(String userId) {
        return users.get(userId).orElseThrow(() -> ScimFailure.notFound("There is no user " + userId + "."));
    }

    /** Names of attributes, because their values would outlast a person whose data is erased. */
    private void recordKept(String userId, List<String> attributeNames) {
        if (!attributeNames.isEmpty()) {
            audit.record("account.provisioned", "user:" + userId, null, Map.of("attributes", attributeNames));
        }
    }

    /** In the order in which {@link AccountService#change} locks. */
    private void lock(String userId, boolean mayRemoveAnAdministrator) {
        if (mayRemoveAnAdministrator) {
            rows.lockAdministrators();
        }
        rows.findLocked(userId);
    }

    /** Locked before it is read, or what another call has written since would be overwritten. */
    private StoredUser locked(String userId, boolean mayRemoveAnAdministrator, @Nullable String ifMatch) {
        lock(userId, mayRemoveAnAdministrator);
        StoredUser present = find(userId);
        if (ifMatch != null && !present.version().matches(ifMatch)) {
            throw ScimFailure.changedMeanwhile();
        }
        return present;
    }

    private void requireFree(String userName, @Nullable String besides) {
        users.list(ScimFilter.named(userName), 0, 2).stream()
                .filter(user -> !user.userId().equals(besides))
                .findFirst()
                .ifPresent(user -> {
                    throw taken(userName);
                });
    }

    private static ScimFailure taken(String userName) {
        return ScimFailure.uniqueness("The userName " + userName + " is taken.");
    }
}
