package com.sealkloud.chat.login;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The password is not checked now; retry after {@code Retry-After} seconds. */
public final class TooManyLogIns extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    private TooManyLogIns(ProblemDetail problem) {
        super(HttpStatus.TOO_MANY_REQUESTS, problem, null);
    }

    static TooManyLogIns tryAgainIn(Duration delay) {
        long seconds = Math.max(1, delay.plusMillis(999).toSeconds());
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.TOO_MANY_REQUESTS, "Too many log-ins. Try again in " + seconds + " s.");
        problem.setProperty("retryAfterMs", seconds * 1000);
        TooManyLogIns refusal = new TooManyLogIns(problem);
        refusal.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        return refusal;
    }
}
