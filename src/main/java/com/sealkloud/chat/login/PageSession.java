package com.sealkloud.chat.login;

import com.sealkloud.chat.http.HostCookie;
import com.sealkloud.chat.token.IssuedToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;

/** The cookies of the bundled page's session. */
@Component
class PageSession {

    private static final String PATH = "/";

    private final CsrfTokenRepository csrfTokens;
    private final Clock clock;

    PageSession(CsrfTokenRepository csrfTokens, Clock clock) {
        this.csrfTokens = csrfTokens;
        this.clock = clock;
    }

    void open(IssuedToken issued, HttpServletRequest request, HttpServletResponse response) {
        Duration maxAge = Duration.between(clock.instant(), issued.expiresAt());
        HostCookie.SESSION.set(issued.token(), PATH, maxAge, request, response);
        // A new one: somebody else may know the browser's previous one, or have set it.
        csrfTokens.saveToken(csrfTokens.generateToken(request), request, response);
    }

    void close(HttpServletRequest request, HttpServletResponse response) {
        HostCookie.SESSION.remove(PATH, request, response);
    }
}
