package com.sealkloud.chat.ownaccount;

import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.PersonAuthentication;
import com.sealkloud.chat.login.Attempt;
import com.sealkloud.chat.login.LogInThrottle;
import com.sealkloud.chat.login.PasswordHashing;
import com.sealkloud.chat.login.Passwords;
import com.sealkloud.chat.people.AccountChange;
import com.sealkloud.chat.people.AccountService;
import com.sealkloud.chat.token.Known;
import com.sealkloud.chat.token.KnownPlaces;
import com.sealkloud.chat.token.LogInOrigin;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Service;
import org.springframework.web.ErrorResponseException;

/** Checks and changes the password of somebody who is logged in, throttled like a login. */
@Service
class OwnPassword {

    private final AccountService accounts;
    private final PasswordHashing passwords;
    private final LogInThrottle throttle;
    private final KnownPlaces knownPlaces;

    OwnPassword(AccountService accounts, PasswordHashing passwords, LogInThrottle throttle, KnownPlaces knownPlaces) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.knownPlaces = knownPlaces;
    }

    /** Ends the user's other logins, and links that wait for a password. */
    void change(PersonAuthentication caller, String current, String next, LogInOrigin origin) {
        Passwords.requireAcceptable(next);
        require(caller, current, origin);
        accounts.change(caller.getName(), new AccountChange(null, null, null, next), caller);
    }

    /**
     * @throws ErrorResponseException 403 with the reason {@code wrong_password}, 409 if there is no
     *     password, 429 after too many wrong ones
     */
    void require(PersonAuthentication caller, String current, LogInOrigin origin) {
        Passwords.requireText(current);
        String userId = caller.getName();
        Optional<String> hash = accounts.find(userId).map(Account::passwordHash);
        if (hash.isEmpty()) {
            throw refused(HttpStatus.CONFLICT, "no_password", "The identity provider has your password.");
        }
        boolean isRight = counted(
                        userId,
                        origin,
                        known -> Optional.of(hash.get())
                                .filter(stored -> passwords.matches(current, stored, known != Known.NOTHING)))
                .isPresent();
        if (!isRight) {
            throw refused(HttpStatus.FORBIDDEN, "wrong_password", "The current password is wrong.");
        }
    }

    /**
     * @param check gets how the account knows the place of the call; finding nothing counts as a
     *     guess
     * @throws ErrorResponseException 429 after too many of them
     */
    <T> Optional<T> counted(String userId, LogInOrigin origin, Function<Known, Optional<T>> check) {
        Known known = knownPlaces.lookUp(userId, origin);
        Attempt attempt = throttle.begin(userId, origin, known);
        boolean isGuess = false;
        try {
            Optional<T> found = check.apply(known);
            isGuess = found.isEmpty();
            return found;
        } finally {
            if (!isGuess) {
                attempt.giveBack();
            }
            attempt.end();
        }
    }

    private static ErrorResponseException refused(HttpStatus status, String reason, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("reason", reason);
        return new ErrorResponseException(status, problem, null);
    }
}
