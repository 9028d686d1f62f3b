package com.sealkloud.chat.openid;

import com.sealkloud.chat.http.HostCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;

/**
 * The secrets of a login that was begun in a browser, kept in a cookie of that browser: whichever
 * node receives the answer of the provider needs them. Only the browser itself sees them, and the
 * answer is worthless in every other one.
 *
 * @param state ties the answer to this browser
 * @param nonce ties the ID token to this login
 * @param verifier ties the code to this login (PKCE, RFC 7636)
 */
record PendingLogIn(String state, String nonce, String verifier) {

    /** Lax, because the provider sends the browser back from its own site. */
    private static final HostCookie COOKIE = new HostCookie("chat_log_in", "Lax");

    private static final Pattern VALUE =
            Pattern.compile("([A-Za-z0-9_=-]{20,200})\\.([A-Za-z0-9_-]{20,200})\\.([A-Za-z0-9_-]{43,128})");

    /** @param request as Spring Security has made it, with its secrets */
    static PendingLogIn of(OAuth2AuthorizationRequest request) {
        return new PendingLogIn(
                Objects.requireNonNull(request.getState()),
                Objects.requireNonNull(request.getAttribute(OidcParameterNames.NONCE)),
                Objects.requireNonNull(request.getAttribute(PkceParameterNames.CODE_VERIFIER)));
    }

    static Optional<PendingLogIn> of(HttpServletRequest request) {
        return Optional.ofNullable(COOKIE.in(request))
                .map(VALUE::matcher)
                .filter(Matcher::matches)
                .map(value -> new PendingLogIn(value.group(1), value.group(2), value.group(3)));
    }

    /** @return the request that was sent to the provider, from one that was made anew */
    OAuth2AuthorizationRequest in(OAuth2AuthorizationRequest anew) {
        return OAuth2AuthorizationRequest.from(anew)
                .state(state)
                .attributes(attributes -> attributes.putAll(
                        Map.of(OidcParameterNames.NONCE, nonce, PkceParameterNames.CODE_VERIFIER, verifier)))
                .build();
    }

    void keep(String path, Duration maxAge, HttpServletRequest request, HttpServletResponse response) {
        COOKIE.set(state + "." + nonce + "." + verifier, path, maxAge, request, response);
    }

    static void forget(String path, HttpServletRequest request, HttpServletResponse response) {
        COOKIE.remove(path, request, response);
    }

    @Override
    public String toString() {
        return "PendingLogIn";
    }
}
