package com.sealkloud.chat.people;

import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.login.PasswordHashing;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The documented demo accounts, whose password is public. */
@Component
class DemoPeople {

    private static final Logger log = LoggerFactory.getLogger(DemoPeople.class);

    private static final String PASSWORD = "chat-demo";

    private static final List<Person> PEOPLE = List.of(
            new Person("carol", "Carol Jensen", Role.CLIENT),
            new Person("dave", "Dave Martin", Role.CLIENT),
            new Person("lena", "Lena Hoffmann", Role.EMPLOYEE_L1),
            new Person("ravi", "Ravi Kumar", Role.EMPLOYEE_L2),
            new Person("mona", "Mona Lindqvist", Role.EMPLOYEE_L3),
            new Person("ada", "Ada Novak", Role.ADMIN),
            new Person("ticket-service", "Ticket service", Role.SERVICE));

    private final AccountRepository accounts;
    private final PasswordHashing passwords;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final Clock clock;

    DemoPeople(
            AccountRepository accounts,
            PasswordHashing passwords,
            AuditLog audit,
            TransactionTemplate transactions,
            Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Creates them unless they exist, and sets the password of those without one.
     *
     * @param withNames whether they get display names; otherwise their ids are their names
     */
    void admit(boolean withNames) {
        // One salt for all of them: the password is public.
        String hash = passwords.hash(PASSWORD);
        PEOPLE.stream().map(person -> withNames ? person : withoutName(person)).forEach(person -> admit(person, hash));
        log.info(
                "Demo accounts, password {}: {}",
                PASSWORD,
                PEOPLE.stream()
                        .map(person ->
                                person.userId() + " (" + person.userRole().wireName() + ")")
                        .toList());
    }

    private void admit(Person person, String hash) {
        try {
            transactions.executeWithoutResult(status -> ensure(person, hash));
        } catch (DataIntegrityViolationException createdByAnotherNode) {
            transactions.executeWithoutResult(status -> ensure(person, hash));
        }
    }

    private static Person withoutName(Person person) {
        return new Person(person.userId(), person.userId(), person.userRole());
    }

    private void ensure(Person person, String hash) {
        Optional<Account> known = accounts.findLocked(person.userId());
        if (known.isEmpty()) {
            Account account = accounts.save(
                    new Account(person.userId(), person.userName(), person.userRole(), hash, clock.instant()));
            audit.record("account.created", "user:" + person.userId(), null, account.audited());
        } else if (known.get().passwordHash() == null) {
            known.get().setPasswordHash(hash);
            audit.record("account.changed", "user:" + person.userId(), null, Map.of("password", "set"));
        }
    }

    /**
     * A database previously used in demo mode keeps its accounts, but not their published password.
     */
    void forgetPasswords() {
        List<String> known = PEOPLE.stream()
                .map(Person::userId)
                .filter(this::hasPublishedPassword)
                .toList();
        known.forEach(userId -> transactions.executeWithoutResult(
                status -> accounts.findLocked(userId).ifPresent(this::forgetPassword)));
        if (!known.isEmpty()) {
            log.warn("The demo accounts {} can no longer log in with the published password", known);
        }
    }

    /** @return whether this database was last used with them */
    boolean logInWithPublishedPassword() {
        return PEOPLE.stream().map(Person::userId).anyMatch(this::hasPublishedPassword);
    }

    private void forgetPassword(Account account) {
        account.setPasswordHash(null);
        audit.record("account.changed", "user:" + account.person().userId(), null, Map.of("password", "removed"));
    }

    private boolean hasPublishedPassword(String userId) {
        String hash = accounts.findById(userId).map(Account::passwordHash).orElse(null);
        return hash != null && passwords.matches(PASSWORD, hash, true);
    }
}
