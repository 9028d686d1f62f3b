package com.sealkloud.chat.api;

import com.sealkloud.chat.text.Characters;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Denies a request, with the reason. Over STOMP it becomes an {@code error} event. Over REST,
 * Spring renders it as a problem document.
 */
public final class Refusal extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    /** What a caller has made up is not sent back in full. */
    private static final int LONGEST_DETAIL = 500;

    private final RefusalCode code;
    private final String reason;
    private final transient @Nullable Duration retryAfter;

    public Refusal(RefusalCode code, String reason) {
        this(code, reason, null);
    }

    public Refusal(RefusalCode code, String reason, @Nullable Duration retryAfter) {
        super(code.status(), problem(code, reason, retryAfter), null);
        this.code = code;
        this.reason = reason;
        this.retryAfter = retryAfter;
        if (retryAfter != null) {
            getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, retryAfter.toSeconds())));
        }
    }

    public static Refusal badRequest(String reason) {
        return new Refusal(RefusalCode.BAD_REQUEST, reason);
    }

    public static Refusal forbidden(String reason) {
        return new Refusal(RefusalCode.FORBIDDEN, reason);
    }

    public static Refusal notFound(String reason) {
        return new Refusal(RefusalCode.NOT_FOUND, reason);
    }

    public RefusalCode code() {
        return code;
    }

    public String reason() {
        return reason;
    }

    /** For the log, where the whole problem document would be noise. */
    @Override
    public String getMessage() {
        return reason;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    private static ProblemDetail problem(RefusalCode code, String reason, @Nullable Duration retryAfter) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(code.status(), Characters.shortened(reason, LONGEST_DETAIL));
        problem.setProperty("code", code);
        if (retryAfter != null) {
            problem.setProperty("retryAfterMs", retryAfter.toMillis());
        }
        return problem;
    }
}
