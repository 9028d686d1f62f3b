package com.sealkloud.chat.realtime;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Authenticates a CONNECT by its bearer token, or by the page's cookie together with the matching
 * CSRF header.
 */
@Component
class ConnectAuthenticator {

    private static final String BEARER = "Bearer ";
    private static final String CSRF_HEADER = "X-XSRF-TOKEN";

    private final AuthenticationManager authenticationManager;

    ConnectAuthenticator(AuthenticationManager authenticationManager) {
        this.authenticationManager = authenticationManager;
    }

    /** @return the user, or nothing if not authenticated */
    Optional<AbstractOAuth2TokenAuthenticationToken<?>> authenticate(StompHeaderAccessor connect) {
        String authorization = connect.getFirstNativeHeader("Authorization");
        if (authorization != null) {
            return authorization.startsWith(BEARER)
                    ? authenticate(authorization.substring(BEARER.length()).trim())
                    : Optional.empty();
        }
        Map<String, Object> attributes = Objects.requireNonNullElse(connect.getSessionAttributes(), Map.of());
        boolean sentByOurPage = attributes.get(Handshake.CSRF_COOKIE) instanceof String expected
                && !expected.isEmpty()
                && expected.equals(connect.getFirstNativeHeader(CSRF_HEADER));
        return sentByOurPage && attributes.get(Handshake.SESSION_COOKIE) instanceof String token
                ? authenticate(token)
                : Optional.empty();
    }

    /**
     * @return the token's current user; nothing if it is revoked or expired, or its account
     *     disabled
     */
    Optional<AbstractOAuth2TokenAuthenticationToken<?>> authenticate(String token) {
        if (token.isEmpty()) {
            return Optional.empty();
        }
        try {
            return authenticationManager.authenticate(new BearerTokenAuthenticationToken(token))
                            instanceof AbstractOAuth2TokenAuthenticationToken<?> authenticated
                    ? Optional.of(authenticated)
                    : Optional.empty();
        } catch (AuthenticationException notProven) {
            return Optional.empty();
        }
    }
}
