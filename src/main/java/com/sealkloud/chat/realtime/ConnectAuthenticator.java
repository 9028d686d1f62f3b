package com.sealkloud.chat.realtime;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
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

    private Optional<AbstractOAuth2TokenAuthenticationToken<?>> authenticate(String token) {
        return token.isEmpty() ? Optional.empty() : authenticate(new BearerTokenAuthenticationToken(token));
    }

    /**
     * @param authentication a token, or an authenticated user
     * @return the token's current user; nothing if it is revoked or expired, or its account
     *     disabled
     * @throws Refusal {@code unavailable} if that cannot be checked at the moment
     */
    Optional<AbstractOAuth2TokenAuthenticationToken<?>> authenticate(Authentication authentication) {
        try {
            return authenticationManager.authenticate(authentication)
                            instanceof AbstractOAuth2TokenAuthenticationToken<?> authenticated
                    ? Optional.of(authenticated)
                    : Optional.empty();
        } catch (AuthenticationServiceException e) {
            throw new Refusal(RefusalCode.UNAVAILABLE, "Try again in a moment.");
        } catch (AuthenticationException notProven) {
            return Optional.empty();
        }
    }
}
