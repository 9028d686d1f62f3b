package com.sealkloud.chat.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Reads the body of every request before any other processing, up to its {@link BodyLimit}, in
 * bounded time, and without a waiting thread. Later filters and handlers never meet a body that is
 * too large or incomplete.
 */
@Component
@Order(FilterOrder.BODIES)
class BodyFilter extends HttpFilter {

    private final transient HttpProperties properties;
    private final transient ArrivingBodies bodies;
    private final transient Refusals refusals;
    private final transient List<BodyLimit> limits;

    BodyFilter(HttpProperties properties, ArrivingBodies bodies, Refusals refusals, List<BodyLimit> declared) {
        this.properties = properties;
        this.bodies = bodies;
        this.refusals = refusals;
        this.limits = Stream.concat(
                        declared.stream(),
                        Stream.of(
                                        "/api/v1/tokens",
                                        "/api/v1/session",
                                        "/api/v1/session/**",
                                        "/api/v1/password-links",
                                        "/api/v1/password-links/**")
                                .map(path -> new BodyLimit(path, properties.logInBodyLimit(), false)))
                .toList();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getContentLengthLong() <= 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
            chain.doFilter(request, response);
            return;
        }
        BodyLimit limit = limitOf(request.getRequestURI());
        if (limit.streamed() && request.getContentLengthLong() <= limit.most().toBytes()) {
            chain.doFilter(new StreamedRequest(request, limit.most().toBytes()), response);
            return;
        }
        RequestBody body = new RequestBody(
                bodies, refusals, request, response, limit.most().toBytes());
        if (isEncoded(request)) {
            body.refuse(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "bad_request", "Compressed bodies are not supported.");
        } else if (request.getContentLengthLong() > limit.most().toBytes()) {
            body.refuse(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too_large",
                    "The body may have " + limit.most().toBytes() + " bytes.");
        }
        boolean awaited = false;
        try {
            if (body.isThere()) {
                chain.doFilter(new BufferedRequest(request, body::content), response);
            } else {
                body.await(properties.bodyTime().toMillis());
                awaited = true;
            }
        } finally {
            if (!awaited) {
                bodies.release(body);
            }
        }
    }

    private BodyLimit limitOf(String path) {
        return limits.stream()
                .filter(limit -> limit.covers(path))
                .findFirst()
                .orElseGet(() -> new BodyLimit(path, properties.bodyLimit(), false));
    }

    private static boolean isEncoded(HttpServletRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity");
    }
}
