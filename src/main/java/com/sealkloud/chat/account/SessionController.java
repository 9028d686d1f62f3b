package com.sealkloud.chat.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The session of the bundled page: the same token, kept in a cookie that scripts cannot read. */
@RestController
@RequestMapping("/api/v1/session")
class SessionController {

    private final LogIn logIn;
    private final TokenService tokens;
    private final DeviceCookie deviceCookie;
    private final CsrfTokenRepository csrfTokens;
    private final Clock clock;

    SessionController(
            LogIn logIn, TokenService tokens, DeviceCookie deviceCookie, CsrfTokenRepository csrfTokens, Clock clock) {
        this.logIn = logIn;
        this.tokens = tokens;
        this.deviceCookie = deviceCookie;
        this.csrfTokens = csrfTokens;
        this.clock = clock;
    }

    /** @param recoveryCodes if this login has set up the second factor; shown only here */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Session(
            String userId,
            String userName,
            Role userRole,
            Instant expiresAt,
            @Nullable List<String> recoveryCodes) {}

    /** What an authenticator app needs, for somebody who cannot log in without. */
    @PostMapping("/second-factor")
    SecondFactors.Shared setUp(@Valid @RequestBody Credentials credentials, HttpServletRequest request) {
        return logIn.setUp(credentials, Place.of(request, DeviceCookie.hashOf(request)));
    }

    @PostMapping
    Session logIn(
            @Valid @RequestBody Credentials credentials, HttpServletRequest request, HttpServletResponse response) {
        String device = DeviceCookie.of(request);
        IssuedToken issued = logIn.with(credentials, Place.of(request, DeviceCookie.hash(device)));
        setCookie(request, response, issued.token(), Duration.between(clock.instant(), issued.expiresAt()));
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                deviceCookie.with(device, request.isSecure()).toString());
        // A new one: somebody else may know the browser's previous one, or have set it.
        csrfTokens.saveToken(csrfTokens.generateToken(request), request, response);
        return new Session(
                issued.userId(), issued.userName(), issued.userRole(), issued.expiresAt(), issued.recoveryCodes());
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logOut(
            @Nullable PersonAuthentication authentication, HttpServletRequest request, HttpServletResponse response) {
        if (authentication != null) {
            tokens.end(authentication);
        }
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
