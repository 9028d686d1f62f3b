package com.sealkloud.chat.openid;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.web.util.WebUtils;

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

    private static final String COOKIE = "chat_log_in";
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
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return Optional.ofNullable(cookie)
                .map(found -> VALUE.matcher(found.getValue()))
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

    ResponseCookie cookie(String path, boolean isSecure, Duration maxAge) {
        return cookie(state + "." + nonce + "." + verifier, path, isSecure, maxAge);
    }

    static ResponseCookie noCookie(String path, boolean isSecure) {
        return cookie("", path, isSecure, Duration.ZERO);
    }

    /** Lax, because the provider sends the browser back from its own site. */
    private static ResponseCookie cookie(String value, String path, boolean isSecure, Duration maxAge) {
        return ResponseCookie.from(COOKIE, value)
                .httpOnly(true)
                .secure(isSecure)
                .sameSite("Lax")
                .path(path)
                .maxAge(maxAge)
                .build();
    }

    @Override
    public String toString() {
        return "PendingLogIn";
    }
}
