package com.sealkloud.chat.account;

import com.sealkloud.chat.audit.AuditLog;
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
    private final LogInLog log;
    private final AuditLog audit;
    private final String hashOfNobody;

    LogIn(
            AccountRepository accounts,
            TokenService tokens,
            PasswordHashing passwords,
            LogInThrottle throttle,
            KnownPlaces knownPlaces,
            LogInLog log,
            AuditLog audit) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.passwords = passwords;
        this.throttle = throttle;
        this.knownPlaces = knownPlaces;
        this.log = log;
        this.audit = audit;
        this.hashOfNobody = passwords.hash("nobody");
    }

    /**
     * @throws ErrorResponseException 401 if user name and password do not match, 429 after too many
     *     failures or while too many others log in
     */
    IssuedToken with(Credentials credentials, Place place) {
        Passwords.requireText(credentials.password());
        Optional<Account> account = find(credentials.username());
        Known known = account.map(found -> knownPlaces.lookUp(found.person().userId(), place))
                .orElse(Known.NOTHING);
        Attempt attempt;
        try {
            attempt = throttle.begin(credentials.username(), place, known);
        } catch (TooManyLogIns e) {
            log.throttled(account.map(Account::person), place);
            record("login.throttled", account);
            throw e;
        }
        boolean isGuess = false;
        try {
            Optional<IssuedToken> issued = logIn(account, credentials.password(), place, known);
            isGuess = issued.isEmpty();
            return issued.orElseThrow(() -> wrong(account, place));
        } finally {
            if (!isGuess) {
                attempt.giveBack();
            }
        }
    }

    /** An invalid id belongs to nobody, and the database may not be able to store it. */
    private Optional<Account> find(String username) {
        return AccountIds.isLegal(username) ? accounts.findById(username) : Optional.empty();
    }

    private Optional<IssuedToken> logIn(Optional<Account> account, String password, Place place, Known known) {
        String hash =
                account.filter(Account::isEnabled).map(Account::passwordHash).orElse(null);
        // An unknown user takes as long as a wrong password, so that the time does not reveal who
        // has an account.
        boolean matches = passwords.matches(password, hash != null ? hash : hashOfNobody, known != Known.NOTHING);
        return hash != null && matches
                ? account.flatMap(found -> tokens.issue(found.person().userId(), hash, place))
                : Optional.empty();
    }

    private ErrorResponseException wrong(Optional<Account> account, Place place) {
        log.failed(account.map(Account::person), place);
        record("login.failed", account);
        return new ErrorResponseException(
                HttpStatus.UNAUTHORIZED,
                ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED, "User name or password is wrong."),
                null);
    }

    /** Never the typed name: users sometimes type their password there. */
    private void record(String action, Optional<Account> account) {
        String target = account.map(found -> "user:" + found.person().userId()).orElse(null);
        audit.recordBounded(null, action, target, null);
    }
}
