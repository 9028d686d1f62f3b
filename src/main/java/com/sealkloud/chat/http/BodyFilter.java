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
import org.springframework.http.MediaType;
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
    private final transient HttpThreads threads;
    private final transient List<BodyLimit> limits;

    BodyFilter(
            HttpProperties properties,
            ArrivingBodies bodies,
            Refusals refusals,
            HttpThreads threads,
            List<BodyLimit> declared) {
        this.properties = properties;
        this.bodies = bodies;
        this.refusals = refusals;
        this.threads = threads;
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
        if (limit.streamed()
                && request.getContentLengthLong() <= limit.most().toBytes()
                && !isEncoded(request)
                && !isForm(request)) {
            stream(request, response, chain, limit);
            return;
        }
        RequestBody body = new RequestBody(
                bodies, refusals, request, response, limit.most().toBytes());
        if (isEncoded(request)) {
            body.refuse(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "bad_request", "Compressed bodies are not supported.");
        } else if (limit.streamed() && isForm(request)) {
            body.refuse(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "bad_request", "The body must be the file, not a form.");
        } else if (request.getContentLengthLong() > limit.most().toBytes()) {
            body.refuse(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too_large",
                    "The body may have " + limit.most().toBytes() + " bytes.");
        }
        boolean awaited = false;
        try {
            if (body.isThere()) {
                chain.doFilter(new BufferedRequest(request, body), response);
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

    /** The caller is known before the body is read, so that nobody else can send one. */
    private void stream(HttpServletRequest request, HttpServletResponse response, FilterChain chain, BodyLimit limit)
            throws IOException, ServletException {
        // Whether the body will be read to its end is known when the answer is on its way.
        response.setHeader(HttpHeaders.CONNECTION, "close");
        threads.stream();
        StreamedRequest streamed = new StreamedRequest(request, limit.most().toBytes(), threads::forgetInterrupt);
        try {
            chain.doFilter(streamed, response);
        } finally {
            threads.discard();
            if (!streamed.discardRest()) {
                response.flushBuffer();
                refusals.dropRest(request);
            }
        }
    }

    private BodyLimit limitOf(String path) {
        return limits.stream()
                .filter(limit -> limit.covers(path))
                .findFirst()
                .orElseGet(() -> new BodyLimit(path, properties.bodyLimit(), false));
    }

    /** Whoever asks for the parameters of such a request reads its body. */
    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null
                && (type.regionMatches(true, 0, "multipart/", 0, 10)
                        || type.regionMatches(true, 0, MediaType.APPLICATION_FORM_URLENCODED_VALUE, 0, 33));
    }

    private static boolean isEncoded(HttpServletRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity");
    }
}
