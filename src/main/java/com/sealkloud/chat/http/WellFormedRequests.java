package com.sealkloud.chat.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Refuses input on which the frameworks behind it fail in various places: queries that are not
 * UTF-8 or have too many parameters.
 */
@Component
@Order(FilterOrder.QUERIES)
class WellFormedRequests extends HttpFilter {

    private static final int MOST_PARAMETERS = 50;

    private final transient Refusals refusals;

    WellFormedRequests(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!isWellFormed(request.getQueryString())) {
            refusals.dropRest(request);
            refusals.answer(request, response, HttpStatus.BAD_REQUEST, "bad_request", "The query string is malformed.");
        } else {
            chain.doFilter(request, response);
        }
    }

    static boolean isWellFormed(@Nullable String query) {
        if (query == null) {
            return true;
        }
        if (query.chars().filter(letter -> letter == '&').count() >= MOST_PARAMETERS) {
            return false;
        }
        ByteBuffer decoded = ByteBuffer.allocate(query.length());
        for (int at = 0; at < query.length(); at++) {
            char letter = query.charAt(at);
            if (letter != '%') {
                decoded.put((byte) letter);
                continue;
            }
            int high = at + 2 < query.length() ? Character.digit(query.charAt(at + 1), 16) : -1;
            int low = at + 2 < query.length() ? Character.digit(query.charAt(at + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return false;
            }
            decoded.put((byte) (high << 4 | low));
            at += 2;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(decoded.flip());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
