package com.sealkloud.chat.account;

import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The password is right, but does not suffice. */
final class SecondFactorRefusal extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    /** Sent as {@code second_factor_…} in the field {@code reason}. */
    enum Reason {
        REQUIRED("A code of your authenticator app is needed too."),
        WRONG("The code is wrong, or was used before."),
        SETUP("A second factor has to be set up first.");

        private final String detail;

        Reason(String detail) {
            this.detail = detail;
        }
    }

    private final Reason reason;

    SecondFactorRefusal(Reason reason) {
        super(HttpStatus.UNAUTHORIZED, problem(reason), null);
        this.reason = reason;
    }

    /** Whether it counts as a failed login. */
    boolean isGuess() {
        return reason == Reason.WRONG;
    }

    private static ProblemDetail problem(Reason reason) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED, reason.detail);
        problem.setProperty("reason", "second_factor_" + reason.name().toLowerCase(Locale.ROOT));
        return problem;
    }
}
