package com.sealkloud.chat.account;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Logging in, throttled; behind both the token and the page's session. */
@Component
class LogIn {

    private static final int RETRY_AFTER_SECONDS = 60;

    private final TokenService tokens;
    private final LogInThrottle throttle;

    LogIn(TokenService tokens, LogInThrottle throttle) {
        this.tokens = tokens;
        this.throttle = throttle;
    }

    /**
     * @throws ErrorResponseException 401 if user name and password do not fit, 429 after too many failures
     */
    IssuedToken with(Credentials credentials, String address) {
        if (!throttle.isOpenFor(credentials.username(), address)) {
            throw tooManyFailures();
        }
        return tokens.logIn(credentials.username(), credentials.password()).orElseThrow(() -> {
            throttle.failed(credentials.username(), address);
            return new ErrorResponseException(
                    HttpStatus.UNAUTHORIZED,
                    ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED, "User name or password is wrong."),
                    null);
        });
    }

    private static ErrorResponseException tooManyFailures() {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.TOO_MANY_REQUESTS, "Too many failed log-ins. Try again in a minute.");
        problem.setProperty("retryAfterMs", RETRY_AFTER_SECONDS * 1000);
        ErrorResponseException refused = new ErrorResponseException(HttpStatus.TOO_MANY_REQUESTS, problem, null);
        refused.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER_SECONDS));
        return refused;
    }
}
