package com.sealkloud.chat.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Why a link does not work. */
enum LinkRefusal {
    UNKNOWN("There is no such link. Maybe a part of it is missing."),
    EXPIRED("The link has expired."),
    USED("The link was used, or another password was set since.");

    private final String detail;

    LinkRefusal(String detail) {
        this.detail = detail;
    }

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    ErrorResponseException refused() {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, detail);
        problem.setProperty("reason", this);
        return new ErrorResponseException(HttpStatus.NOT_FOUND, problem, null);
    }
}
