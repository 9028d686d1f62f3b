package com.sealkloud.chat.account;

import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.ErrorResponseException;

/** Ensures that an administrator is left. */
@Component
public class Administrators {

    private static final Set<String> NOBODY = Set.of("");

    private final AccountRepository accounts;
    private final boolean hasIdentityProvider;

    Administrators(AccountRepository accounts, IdentityProviders identityProviders) {
        this.accounts = accounts;
        this.hasIdentityProvider = identityProviders.exist();
    }

    /** Whether an enabled administrator can log in. */
    public boolean exist() {
        return accounts.countAdministrators(NOBODY, hasIdentityProvider) > 0;
    }

    /**
     * To be called within the transaction that is about to remove an administrator. It waits for
     * concurrent ones.
     *
     * @throws ErrorResponseException 409 if this is the last one
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void requireOneBesides(String userId) {
        requireOneBesides(Set.of(userId));
    }

    /** The same of several. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void requireOneBesides(Set<String> userIds) {
        boolean isOneOfThem = accounts.lockAdministrators().stream()
                .anyMatch(account -> userIds.contains(account.person().userId()));
        // Counted again: the locked rows may have been read before a concurrent change.
        if (isOneOfThem && accounts.countAdministrators(userIds, hasIdentityProvider) == 0) {
            throw new ErrorResponseException(
                    HttpStatus.CONFLICT,
                    ProblemDetail.forStatusAndDetail(
                            HttpStatus.CONFLICT, "This is the last enabled administrator. Make another one first."),
                    null);
        }
    }
}
