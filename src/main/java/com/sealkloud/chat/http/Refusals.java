package com.sealkloud.chat.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers requests that are refused before any handler or security filter with problem documents
 * (RFC 9457).
 */
@Component
class Refusals {

    static final String BUSY = "Too many calls are arriving at once. Nothing was stored; try again in a moment.";

    private static final RefusalForm PROBLEM =
            new RefusalForm("/", MediaType.APPLICATION_PROBLEM_JSON, problem -> problem);

    private static final String RETRY_AFTER_SECONDS = "1";

    private final JsonMapper json;
    private final List<RefusalForm> forms;

    Refusals(JsonMapper json, List<RefusalForm> forms) {
        this.json = json;
        this.forms = forms;
    }

    void answer(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String code, String detail)
            throws IOException {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        instance(request.getRequestURI()).ifPresent(problem::setInstance);
        problem.setProperty("code", code);
        response.setStatus(status.value());
        response.setHeader(HttpHeaders.CONNECTION, "close");
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        RefusalForm form = RefusalForm.of(forms, request).orElse(PROBLEM);
        response.setContentType(form.type().toString());
        response.getOutputStream().write(json.writeValueAsBytes(form.body().apply(problem)));
        response.flushBuffer();
    }

    /** What no firewall has looked at may be no URI, as {@code //}, which promises a host. */
    private static Optional<URI> instance(String path) {
        try {
            return Optional.of(new URI(path));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** At the end of a call, Tomcat reads the rest of a body, and a thread waits for it. */
    void dropRest(HttpServletRequest request) {
        if (request.getAttribute(CoyoteRequests.ATTRIBUTE) instanceof Request coyote) {
            coyote.action(ActionCode.DISABLE_SWALLOW_INPUT, coyote);
            // Tomcat would treat this as an error and append an error page.
            coyote.getResponse().setErrorReported();
        }
    }
}
