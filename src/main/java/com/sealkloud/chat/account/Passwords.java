package com.sealkloud.chat.account;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Which passwords are acceptable. */
final class Passwords {

    private Passwords() {}

    /**
     * UTF-8 cannot encode an unpaired surrogate: all of them would be the same password.
     *
     * @throws ErrorResponseException 400
     */
    static void requireText(String password) {
        if (password.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new ErrorResponseException(
                    HttpStatus.BAD_REQUEST,
                    ProblemDetail.forStatusAndDetail(
                            HttpStatus.BAD_REQUEST, "password has half of a character in it: a lone surrogate."),
                    null);
        }
    }
}
