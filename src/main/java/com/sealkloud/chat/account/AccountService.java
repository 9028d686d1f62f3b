package com.sealkloud.chat.account;

import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Creates and changes accounts; whatever takes a right away is noted in {@link AccessChanges}. */
@Service
class AccountService {

    private static final Pattern USER_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int LONGEST_NAME = 100;

    private final AccountRepository accounts;
    private final AccessChanges accessChanges;
    private final PasswordEncoder passwordEncoder;
    private final TransactionTemplate transactions;
    private final Clock clock;

    AccountService(
            AccountRepository accounts,
            AccessChanges accessChanges,
            PasswordEncoder passwordEncoder,
            TransactionTemplate transactions,
            Clock clock) {
        this.accounts = accounts;
        this.accessChanges = accessChanges;
        this.passwordEncoder = passwordEncoder;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @return the new person, or nothing if the id is taken */
    @Transactional
    public Optional<Person> create(String userId, String userName, Role role, @Nullable String password) {
        if (accounts.existsById(userId)) {
            return Optional.empty();
        }
        String hash = password == null ? null : passwordEncoder.encode(password);
        return Optional.of(accounts.save(new Account(userId, userName, role, hash, clock.instant()))
                .person());
    }

    /** Creates the account unless it exists; one without a password is given this one. */
    @Transactional
    public void ensure(String userId, String userName, Role role, String password) {
        accounts.findById(userId)
                .ifPresentOrElse(
                        account -> {
                            if (account.passwordHash() == null) {
                                account.setPasswordHash(passwordEncoder.encode(password));
                            }
                        },
                        () -> create(userId, userName, role, password));
    }

    /** @return whether the account had this password, which it then no longer has */
    @Transactional
    public boolean forgetPassword(String userId, String password) {
        Optional<Account> affected =
                accounts.findById(userId).filter(account -> passwordEncoder.matches(password, account.passwordHash()));
        affected.ifPresent(account -> account.setPasswordHash(null));
        return affected.isPresent();
    }

    /** Changes what is given and leaves what is null. */
    @Transactional
    public Optional<Person> change(
            String userId,
            @Nullable String userName,
            @Nullable Role role,
            @Nullable Boolean enabled,
            @Nullable String password) {
        return accounts.findById(userId).map(account -> {
            Person before = account.person();
            account.describe(userName != null ? userName : before.userName(), role != null ? role : before.userRole());
            if (Boolean.TRUE.equals(enabled)) {
                account.enable();
            } else if (Boolean.FALSE.equals(enabled)) {
                account.disable();
            }
            if (password != null) {
                account.setPasswordHash(passwordEncoder.encode(password));
            }
            accessChanges.record(userId);
            accessChanges.roleChanged(before, account.person());
            return account.person();
        });
    }

    /**
     * Takes over somebody whom the identity provider vouches for: creates the account at first sight, follows changed
     * claims later.
     *
     * @return nothing if the id cannot be one of ours, or the account is disabled
     */
    Optional<Person> admit(String userId, String claimedName, Role role) {
        if (!USER_ID.matcher(userId).matches()) {
            return Optional.empty();
        }
        String name = claimedName.length() > LONGEST_NAME ? claimedName.substring(0, LONGEST_NAME) : claimedName;
        Person claimed = new Person(userId, name, role);
        Optional<Account> known = accounts.findById(userId);
        if (known.isPresent()
                && (!known.get().isEnabled() || known.get().person().equals(claimed))) {
            return known.filter(Account::isEnabled).map(Account::person);
        }
        try {
            transactions.executeWithoutResult(status -> accounts.findById(userId)
                    .ifPresentOrElse(
                            account -> {
                                Person before = account.person();
                                if (account.describe(name, role)) {
                                    accessChanges.record(userId);
                                    accessChanges.roleChanged(before, account.person());
                                }
                            },
                            () -> accounts.saveAndFlush(new Account(userId, name, role, null, clock.instant()))));
        } catch (DataIntegrityViolationException alreadyAdmittedByAnotherRequest) {
            return accounts.findById(userId).filter(Account::isEnabled).map(Account::person);
        }
        return Optional.of(claimed);
    }
}
