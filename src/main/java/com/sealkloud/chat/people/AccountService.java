package com.sealkloud.chat.people;

import com.sealkloud.chat.account.AccessChanges;
import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.AccountIds;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.account.Administrators;
import com.sealkloud.chat.account.Contact;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.PersonAuthentication;
import com.sealkloud.chat.account.ProfileChanged;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.login.PasswordHashing;
import com.sealkloud.chat.passwordlink.AccountLinks;
import com.sealkloud.chat.passwordlink.PasswordLinks;
import com.sealkloud.chat.passwordlink.PasswordNotice;
import com.sealkloud.chat.token.TokenService;
import java.security.Principal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.ErrorResponseException;

/** Creates and changes accounts; records every revoked right in {@link AccessChanges}. */
@Service
public class AccountService {

    private static final Logger log = LoggerFactory.getLogger(AccountService.class);

    private final AccountRepository accounts;
    private final AccessChanges accessChanges;
    private final PasswordHashing passwords;
    private final TokenService tokens;
    private final AccountLinks links;
    private final Administrators administrators;
    private final PasswordNotice notice;
    private final PasswordLinks passwordLinks;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AccountService(
            AccountRepository accounts,
            AccessChanges accessChanges,
            PasswordHashing passwords,
            TokenService tokens,
            AccountLinks links,
            Administrators administrators,
            PasswordNotice notice,
            PasswordLinks passwordLinks,
            AuditLog audit,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.accounts = accounts;
        this.accessChanges = accessChanges;
        this.passwords = passwords;
        this.tokens = tokens;
        this.links = links;
        this.administrators = administrators;
        this.notice = notice;
        this.passwordLinks = passwordLinks;
        this.audit = audit;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** @return the new user, or nothing if the id is taken */
    Optional<Person> create(Person person, @Nullable String password) {
        return create(person, password, Contact.NONE);
    }

    /** @return the new user, or nothing if the id is taken */
    public Optional<Person> create(Person person, @Nullable String password, Contact contact) {
        if (accounts.existsById(person.userId())) {
            return Optional.empty();
        }
        String hash = password == null ? null : passwords.hash(password);
        try {
            transactions.executeWithoutResult(status -> {
                Account account =
                        new Account(person.userId(), person.userName(), person.userRole(), hash, clock.instant());
                account.reachBy(contact.mail(), contact.language());
                accounts.saveAndFlush(account);
                audit.record("account.created", "user:" + person.userId(), null, account.audited());
            });
            return Optional.of(person);
        } catch (DataIntegrityViolationException e) {
            // Taken meanwhile, such as by another node that starts at the same moment.
            if (accounts.existsById(person.userId())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** @return this account, enabled or not */
    public Optional<Account> find(String userId) {
        return AccountIds.isLegal(userId) ? accounts.findById(userId) : Optional.empty();
    }

    /**
     * @param actor who changes it; their token stays valid if it is their own account
     * @return the user after the change, or nothing if the id is unknown
     * @throws ErrorResponseException 409 if no administrator would be left, if users disable
     *     themselves, or if a password kept somebody from logging in through the identity provider
     */
    public Optional<Person> change(String userId, AccountChange change, Principal actor) {
        if (!AccountIds.isLegal(userId) || !accounts.existsById(userId)) {
            return Optional.empty();
        }
        boolean isOwn = actor.getName().equals(userId);
        if (isOwn && Boolean.FALSE.equals(change.enabled())) {
            throw new ErrorResponseException(
                    HttpStatus.CONFLICT,
                    ProblemDetail.forStatusAndDetail(
                            HttpStatus.CONFLICT, "Nobody disables their own account. Ask another administrator."),
                    null);
        }
        PersonAuthentication owner = isOwn && actor instanceof PersonAuthentication own ? own : null;
        String hash = change.password() == null ? null : passwords.hash(change.password());
        Optional<Applied> applied = transactions.execute(status -> {
            if (change.mayRemoveAnAdministrator()) {
                administrators.requireOneBesides(userId);
            }
            return accounts.findLocked(userId).map(account -> apply(change, hash, account, owner));
        });
        applied.filter(Applied::isLogged)
                .ifPresent(done -> log.info("{} has changed the account {}: {}", actor.getName(), userId, done.change));
        return applied.map(Applied::person);
    }

    /**
     * Changes several accounts within the caller's transaction: names, roles and contacts.
     *
     * @param demoted administrators whose role is taken, for which the caller has locked them all
     * @throws ErrorResponseException 409 if somebody else has become one meanwhile, or was erased
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void changeAll(Map<String, AccountChange> changes, Set<String> demoted, PersonAuthentication actor) {
        for (Account account : accounts.lockAll(changes.keySet())) {
            Person person = account.person();
            AccountChange change = Objects.requireNonNull(changes.get(person.userId()));
            if (person.userRole() == Role.ADMIN
                    && change.mayRemoveAnAdministrator()
                    && !demoted.contains(person.userId())) {
                throw new ErrorResponseException(
                        HttpStatus.CONFLICT,
                        ProblemDetail.forStatusAndDetail(
                                HttpStatus.CONFLICT,
                                person.userId() + " has just become an administrator. Look at it again."),
                        null);
            }
            apply(change, null, account, person.userId().equals(actor.getName()) ? actor : null);
        }
    }

    /** @param change what of the wanted change was not so before */
    private record Applied(Person person, AccountChange change, boolean isLogged) {}

    private Applied apply(
            AccountChange wanted, @Nullable String hash, Account account, @Nullable PersonAuthentication owner) {
        if (account.isErased()) {
            throw new ErrorResponseException(
                    HttpStatus.CONFLICT,
                    ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "This user was erased."),
                    null);
        }
        AccountChange change = wanted.besides(account);
        Person before = account.person();
        if (change.isNothing()) {
            return new Applied(before, change, false);
        }
        if (hash != null) {
            passwordLinks.requireNotAwaited(account);
        }
        Map<String, Object> stateBefore = account.audited();
        account.describe(
                change.userName() != null ? change.userName() : before.userName(),
                change.role() != null ? change.role() : before.userRole());
        account.reachBy(change.contact().mail(), change.contact().language());
        if (change.contact().mail() != null) {
            // Whoever has the former address must not set the password by a link that went there.
            links.endAll(before.userId());
        }
        if (Boolean.TRUE.equals(change.enabled())) {
            account.enable();
        }
        if (hash != null) {
            if (account.passwordHash() != null) {
                notice.queue(account);
            }
            account.setPasswordHash(hash);
            links.endAll(before.userId());
            tokens.endAll(account, owner == null ? null : owner.getToken());
        }
        if (Boolean.FALSE.equals(change.enabled())) {
            account.disable();
            links.endAll(before.userId());
            tokens.endAll(account, null);
        }
        if (change.concernsSessions()) {
            accessChanges.record(before.userId());
        }
        accessChanges.roleChanged(before, account.person());
        if (!before.equals(account.person())) {
            // The next second: identity providers say in which one they issued a token.
            account.followClaimsFrom(
                    clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
            events.publishEvent(new ProfileChanged(account.person()));
        }
        return new Applied(account.person(), change, audit(change, account, stateBefore, owner));
    }

    /** @return false for what people change of their own accounts without an entry */
    private boolean audit(
            AccountChange change,
            Account account,
            Map<String, Object> stateBefore,
            @Nullable PersonAuthentication owner) {
        String target = "user:" + account.person().userId();
        Map<String, Object> stateAfter = change.audited(account);
        if (stateAfter.equals(stateBefore)) {
            return owner == null;
        }
        if (owner != null && change.isRepeatable()) {
            return audit.recordBounded(owner.getName(), "account.changed", target, stateBefore, stateAfter);
        }
        audit.record("account.changed", target, stateBefore, stateAfter);
        return true;
    }
}
