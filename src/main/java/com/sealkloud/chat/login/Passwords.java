package com.sealkloud.chat.login;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Which passwords are acceptable. */
public final class Passwords {

    private Passwords() {}

    /**
     * Checks a new password. Beside its length, which the body's record checks, it is only asked
     * whether everybody would guess it (NIST SP 800-63B-3, 5.1.1.2).
     *
     * @throws ErrorResponseException 400, with the reason {@code common_password}
     */
    public static void requireAcceptable(String password) {
        requireText(password);
        if (CommonPasswords.contain(password)) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                    HttpStatus.BAD_REQUEST, "password is one of the most common ones. Choose another.");
            problem.setProperty("reason", "common_password");
            throw new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
        }
    }

    /**
     * UTF-8 cannot encode an unpaired surrogate: all of them would be the same password.
     *
     * @throws ErrorResponseException 400
     */
    public static void requireText(String password) {
        if (password.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new ErrorResponseException(
                    HttpStatus.BAD_REQUEST,
                    ProblemDetail.forStatusAndDetail(
                            HttpStatus.BAD_REQUEST, "password has half of a character in it: a lone surrogate."),
                    null);
        }
    }
}
