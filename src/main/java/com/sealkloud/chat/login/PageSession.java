package com.sealkloud.chat.login;

import com.sealkloud.chat.token.IssuedToken;
import com.sealkloud.chat.token.SessionCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;

/** The cookies of the bundled page's session. */
@Component
class PageSession {

    private final CsrfTokenRepository csrfTokens;
    private final Clock clock;

    PageSession(CsrfTokenRepository csrfTokens, Clock clock) {
        this.csrfTokens = csrfTokens;
        this.clock = clock;
    }

    void open(IssuedToken issued, HttpServletRequest request, HttpServletResponse response) {
        setCookie(request, response, issued.token(), Duration.between(clock.instant(), issued.expiresAt()));
        // A new one: somebody else may know the browser's previous one, or have set it.
        csrfTokens.saveToken(csrfTokens.generateToken(request), request, response);
    }

    void close(HttpServletRequest request, HttpServletResponse response) {
        setCookie(request, response, "", Duration.ZERO);
    }

    private static void setCookie(
            HttpServletRequest request, HttpServletResponse response, String value, Duration maxAge) {
        ResponseCookie cookie = ResponseCookie.from(SessionCookie.NAME, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .path("/")
                .maxAge(maxAge)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
