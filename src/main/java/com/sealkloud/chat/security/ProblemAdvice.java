package com.sealkloud.chat.security;

import com.sealkloud.chat.api.BindingFailure;
import com.sealkloud.chat.api.BodyBinder;
import com.sealkloud.chat.http.AbortedAnswer;
import com.sealkloud.chat.http.RefusalForm;
import com.sealkloud.chat.lifecycle.DatabaseOutages;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Converts every failure of a REST call into a problem document with a {@code code}. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private static final int MOST_CAUSES = 20;

    private final List<RefusalForm> forms;

    ProblemAdvice(List<RefusalForm> forms) {
        this.forms = forms;
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (isOfGoneClient(exception)) {
            log.debug("A client has left: {}", exception.toString());
            if (request instanceof ServletWebRequest call) {
                AbortedAnswer.end(call.getRequest());
            }
            return null;
        }
        if (request instanceof ServletWebRequest call && isCommitted(call)) {
            log.warn("An answer was aborted midway: {}", exception.toString());
            AbortedAnswer.end(call.getRequest());
            return null;
        }
        forgetLength(request);
        ResponseEntity<Object> response = super.handleExceptionInternal(exception, body, headers, status, request);
        if (response != null && response.getBody() instanceof ProblemDetail problem) {
            ProblemCodes.addTo(problem);
            return request instanceof ServletWebRequest call ? inItsForm(response, problem, call) : response;
        }
        return response;
    }

    private ResponseEntity<Object> inItsForm(
            ResponseEntity<Object> response, ProblemDetail problem, ServletWebRequest call) {
        return RefusalForm.of(forms, call.getRequest())
                .map(form -> ResponseEntity.status(response.getStatusCode())
                        .headers(response.getHeaders())
                        .contentType(form.type())
                        .body(form.body().apply(problem)))
                .orElse(response);
    }

    /** Everybody may leave a download, as often as they like: it is no failure of this service. */
    private static boolean isOfGoneClient(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .anyMatch(cause ->
                        cause instanceof ClientAbortException || cause instanceof AsyncRequestNotUsableException);
    }

    /** That of a file, of which not even the beginning could be read. */
    private static void forgetLength(WebRequest request) {
        HttpServletResponse response = request instanceof ServletWebRequest call ? call.getResponse() : null;
        if (response != null) {
            response.setContentLengthLong(-1);
        }
    }

    private static boolean isCommitted(ServletWebRequest call) {
        HttpServletResponse response = call.getResponse();
        return response != null && response.isCommitted();
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = exception.getBody();
        problem.setDetail(BodyBinder.faults(
                exception.getFieldErrors().stream().map(error -> error.getField() + " " + error.getDefaultMessage())));
        return handleExceptionInternal(exception, problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String detail = BindingFailure.of(exception).orElse("The body is not valid JSON.");
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        return handleExceptionInternal(exception, problem, headers, status, request);
    }

    /** Spring Security answers these itself. */
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void security(RuntimeException failure) {
        throw failure;
    }

    /**
     * Spring Security looks at a header when something reads it, which may be a handler: there its
     * own answer is out of reach.
     */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> malformed(RequestRejectedException failure, WebRequest request) {
        return answer(failure, HttpStatus.BAD_REQUEST, "A header of this call is malformed.", request);
    }

    /**
     * Either two calls did the same at once and the database accepted one, or it cannot store a
     * value, such as a NUL.
     */
    @ExceptionHandler(DataIntegrityViolationException.class)
    @Nullable
    ResponseEntity<Object> databaseRefuses(DataIntegrityViolationException failure, WebRequest request) {
        return isOfAConstraint(failure)
                ? answer(failure, HttpStatus.CONFLICT, "Somebody did the same at the same time.", request)
                : answer(failure, HttpStatus.BAD_REQUEST, "A value in this call cannot be stored.", request);
    }

    /** SQL's class 23. */
    private static boolean isOfAConstraint(DataIntegrityViolationException failure) {
        return failure.getRootCause() instanceof SQLException sql
                && Objects.requireNonNullElse(sql.getSQLState(), "").startsWith("23");
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    @Nullable
    ResponseEntity<Object> databaseAway(RuntimeException failure, WebRequest request) {
        log.atLevel(DatabaseOutages.level(failure)).log("A call failed at the database: {}", failure.getMessage());
        return answer(failure, HttpStatus.SERVICE_UNAVAILABLE, "Nothing was stored. Try again in a moment.", request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unexpected(Exception failure, WebRequest request) {
        if (!isOfGoneClient(failure)) {
            log.error("A call could not be handled", failure);
        }
        return answer(failure, HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here.", request);
    }

    private @Nullable ResponseEntity<Object> answer(
            Exception failure, HttpStatus status, String detail, WebRequest request) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        return handleExceptionInternal(failure, problem, new HttpHeaders(), status, request);
    }
}
