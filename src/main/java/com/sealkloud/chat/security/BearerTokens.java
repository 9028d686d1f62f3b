package com.sealkloud.chat.security;

import com.sealkloud.chat.http.HostCookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Finds the token of a call: in the header, where programs send it, else in the page's cookie.
 * Static files, logins and the health check need no token, and an expired cookie must not block
 * them.
 */
class BearerTokens implements BearerTokenResolver {

    private static final Set<String> LOG_IN_CALLS = Set.of(
            "POST /api/v1/session",
            "POST /api/v1/session/second-factor",
            "POST /api/v1/tokens",
            "GET /api/v1/log-in-options",
            "POST /api/v1/password-links",
            "POST /api/v1/password-links/check",
            "POST /api/v1/password-links/use");

    private final BearerTokenResolver header = new DefaultBearerTokenResolver();

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean isProtected = path.startsWith("/api/") || path.equals("/actuator") || path.startsWith("/actuator/");
        if (!isProtected || isLogIn(request) || isHealth(path)) {
            return null;
        }
        if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            return header.resolve(request);
        }
        String token = HostCookie.SESSION.in(request);
        return token == null || token.isEmpty() ? null : token;
    }

    /** It also has to say how things are while no token can be looked up. */
    private static boolean isHealth(String path) {
        return path.equals("/actuator/health") || path.startsWith("/actuator/health/") || path.equals("/actuator/info");
    }

    /** Calls of somebody who is not logged in, with or without an expired cookie. */
    static boolean isLogIn(HttpServletRequest request) {
        return LOG_IN_CALLS.contains(request.getMethod() + " " + request.getRequestURI());
    }
}
