package com.sealkloud.chat.login;

import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.AccountIds;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.audit.AttemptLog;
import com.sealkloud.chat.secondfactor.SecondFactorRefusal;
import com.sealkloud.chat.secondfactor.SecondFactors;
import com.sealkloud.chat.token.IssuedToken;
import com.sealkloud.chat.token.Known;
import com.sealkloud.chat.token.KnownPlaces;
import com.sealkloud.chat.token.LogInOrigin;
import com.sealkloud.chat.token.TokenService;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Throttled login with a password, for tokens and for the page's session. */
@Component
class LogIn {

    private final AccountRepository accounts;
    private final TokenService tokens;
    private final PasswordHashing passwords;
    private final LogInThrottle throttle;
    private final KnownPlaces knownPlaces;
    private final SecondFactors secondFactors;
    private final LogInLog log;
    private final AttemptLog attempts;
    private final String hashOfNobody;

    LogIn(
            AccountRepository accounts,
            TokenService tokens,
            PasswordHashing passwords,
            LogInThrottle throttle,
            KnownPlaces knownPlaces,
            SecondFactors secondFactors,
            LogInLog log,
            AttemptLog attempts) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.passwords = passwords;
        this.throttle = throttle;
        this.knownPlaces = knownPlaces;
        this.secondFactors = secondFactors;
        this.log = log;
        this.attempts = attempts;
        this.hashOfNobody = passwords.hash("nobody");
    }

    /**
     * @throws ErrorResponseException 401 if user name and password do not match, 429 after too many
     *     failures or while too many others log in
     */
    IssuedToken with(Credentials credentials, LogInOrigin origin) {
        return checked(credentials, origin, (account, hash) -> {
            List<String> recoveryCodes = secondFactors.check(account.person(), credentials.code());
            return tokens.issue(account.person().userId(), hash, origin).map(issued -> issued.with(recoveryCodes));
        });
    }

    /** Begins to set up the second factor that somebody needs who wants to log in. */
    SecondFactors.Shared setUp(Credentials credentials, LogInOrigin origin) {
        return checked(
                credentials,
                origin,
                (account, hash) ->
                        Optional.of(secondFactors.begin(account.person().userId())));
    }

    /** What a right password is good for; nothing if it was changed meanwhile. */
    private interface OnceProven<T> {

        Optional<T> apply(Account account, String passwordHash);
    }

    private <T> T checked(Credentials credentials, LogInOrigin origin, OnceProven<T> then) {
        Passwords.requireText(credentials.password());
        Optional<Account> account = find(credentials.username());
        Known known = known(credentials.username(), account, origin);
        Attempt attempt;
        try {
            attempt = throttle.begin(credentials.username(), origin, known);
        } catch (TooManyLogIns e) {
            log.throttled(account.map(Account::person), origin);
            record("login.throttled", account);
            throw e;
        }
        boolean isGuess = false;
        try {
            Optional<T> proven = proven(account, credentials.password(), known, then);
            isGuess = proven.isEmpty();
            return proven.orElseThrow(() -> wrong(account, origin));
        } catch (SecondFactorRefusal e) {
            isGuess = e.isGuess();
            if (isGuess) {
                log.failed(account.map(Account::person), origin);
                record("login.failed", account);
            }
            throw e;
        } finally {
            if (!isGuess) {
                attempt.giveBack();
            }
            attempt.end();
        }
    }

    /** An invalid id belongs to nobody, and the database may not be able to store it. */
    private Optional<Account> find(String username) {
        return AccountIds.isLegal(username) ? accounts.findById(username) : Optional.empty();
    }

    /** Looked up of an unknown name as well: a refusal must take as long. */
    private Known known(String username, Optional<Account> account, LogInOrigin origin) {
        Known known = AccountIds.isLegal(username) ? knownPlaces.lookUp(username, origin) : Known.NOTHING;
        return account.isPresent() ? known : Known.NOTHING;
    }

    private <T> Optional<T> proven(Optional<Account> account, String password, Known known, OnceProven<T> then) {
        String hash =
                account.filter(Account::isEnabled).map(Account::passwordHash).orElse(null);
        // An unknown user takes as long as a wrong password, so that the time does not reveal who
        // has an account.
        boolean matches = passwords.matches(password, hash != null ? hash : hashOfNobody, known != Known.NOTHING);
        return hash != null && matches ? account.flatMap(found -> then.apply(found, hash)) : Optional.empty();
    }

    private ErrorResponseException wrong(Optional<Account> account, LogInOrigin origin) {
        log.failed(account.map(Account::person), origin);
        record("login.failed", account);
        return new ErrorResponseException(
                HttpStatus.UNAUTHORIZED,
                ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED, "User name or password is wrong."),
                null);
    }

    /** Never the typed name: users sometimes type their password there. */
    private void record(String action, Optional<Account> account) {
        String target = account.map(found -> "user:" + found.person().userId()).orElse(null);
        attempts.record(action, target, AttemptLog.callerAddress());
    }
}
