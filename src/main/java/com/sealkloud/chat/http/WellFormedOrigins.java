package com.sealkloud.chat.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Refuses Origin headers that name no origin: the filters that compare origins fail on them. */
@Component
@Order(FilterOrder.ORIGINS)
class WellFormedOrigins extends HttpFilter {

    /** RFC 6454, 6.2; browsers also say {@code null}. */
    private static final Pattern ORIGIN =
            Pattern.compile("null|[A-Za-z][A-Za-z0-9+.-]*://(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~-]+)(:\\d{1,5})?");

    private final transient Refusals refusals;

    WellFormedOrigins(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !ORIGIN.matcher(origin).matches()) {
            refusals.dropRest(request);
            refusals.answer(request, response, HttpStatus.FORBIDDEN, "forbidden", "The Origin header names no origin.");
        } else {
            chain.doFilter(request, response);
        }
    }
}
