package com.sealkloud.chat.api;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** Why something was refused; the same codes in {@code error} events and in problem documents. */
public enum RefusalCode {
    BAD_REQUEST(HttpStatus.BAD_REQUEST),
    IDENTITY_MISMATCH(HttpStatus.FORBIDDEN),
    FORBIDDEN(HttpStatus.FORBIDDEN),
    NOT_FOUND(HttpStatus.NOT_FOUND),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    /** A file of a kind that is not allowed, or that is not what its name says. */
    UNSUPPORTED_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    /** The virus scanner has found something in a file. */
    INFECTED(HttpStatus.UNPROCESSABLE_CONTENT),
    /** The user has uploaded too much today. */
    QUOTA_EXCEEDED(HttpStatus.CONTENT_TOO_LARGE),
    RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS),
    CONFLICT(HttpStatus.CONFLICT),
    /** The ticket is closed, and stays so. */
    CLOSED(HttpStatus.CONFLICT),
    /** The conversation is held: what is in it is kept. */
    HELD(HttpStatus.CONFLICT),
    /** Nothing was stored; sending again is safe and useful. */
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    RefusalCode(HttpStatus status) {
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
