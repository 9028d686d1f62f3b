package com.sealkloud.chat.scim;

import com.sealkloud.chat.lifecycle.DatabaseOutages;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers failures of SCIM calls as SCIM does, and not with problem documents. */
@RestControllerAdvice(assignableTypes = {ScimUserController.class, ScimDiscoveryController.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
class ScimAdvice {

    private static final Logger log = LoggerFactory.getLogger(ScimAdvice.class);

    /** The class of SQL states of values that are too long, for example. */
    private static final String BAD_VALUE = "22";

    @ExceptionHandler
    ResponseEntity<ScimError> refused(ScimFailure failure) {
        return answer(failure.status(), new HttpHeaders(), failure.error());
    }

    /** Two calls did the same at once, or a value cannot be stored. */
    @ExceptionHandler
    ResponseEntity<ScimError> takenMeanwhile(DataIntegrityViolationException failure) {
        if (failure.getMostSpecificCause() instanceof SQLException cause
                && String.valueOf(cause.getSQLState()).startsWith(BAD_VALUE)) {
            return refused(ScimFailure.invalidValue("A value is too long, or cannot be stored."));
        }
        return refused(ScimFailure.uniqueness("Another call has created or changed this user at the same time."));
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<ScimError> databaseAway(RuntimeException failure) {
        log.atLevel(DatabaseOutages.level(failure)).log("A call failed at the database: {}", failure.getMessage());
        return answer(HttpStatus.SERVICE_UNAVAILABLE, "Nothing was stored. Try again in a moment.");
    }

    /** What the services refuse, and what the framework does. */
    @ExceptionHandler
    ResponseEntity<ScimError> other(Exception failure) {
        if (failure instanceof ErrorResponse known) {
            int status = known.getStatusCode().value();
            return answer(
                    known.getStatusCode(),
                    known.getHeaders(),
                    ScimError.of(status, null, known.getBody().getDetail()));
        }
        log.error("A SCIM call could not be handled", failure);
        return answer(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here.");
    }

    private static ResponseEntity<ScimError> answer(HttpStatus status, String detail) {
        return answer(status, new HttpHeaders(), ScimError.of(status.value(), null, detail));
    }

    private static ResponseEntity<ScimError> answer(HttpStatusCode status, HttpHeaders headers, ScimError error) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.valueOf(ScimUser.MEDIA_TYPE))
                .body(error);
    }
}
