package com.sealkloud.chat.login;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.account.PersonAuthentication;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.secondfactor.SecondFactors;
import com.sealkloud.chat.token.DeviceCookie;
import com.sealkloud.chat.token.IssuedToken;
import com.sealkloud.chat.token.LogInOrigin;
import com.sealkloud.chat.token.TokenService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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
    private final PageSession pageSession;

    SessionController(LogIn logIn, TokenService tokens, DeviceCookie deviceCookie, PageSession pageSession) {
        this.logIn = logIn;
        this.tokens = tokens;
        this.deviceCookie = deviceCookie;
        this.pageSession = pageSession;
    }

    /** @param recoveryCodes if this login has set up the second factor; shown only here */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Session(
            String userId,
            String userName,
            Role userRole,
            Instant expiresAt,
            @Nullable List<String> recoveryCodes) {

        @Override
        public String toString() {
            return "Session[userId=" + userId + "]";
        }
    }

    /** What an authenticator app needs, for somebody who cannot log in without. */
    @PostMapping("/second-factor")
    SecondFactors.Shared setUp(@Valid @RequestBody Credentials credentials, HttpServletRequest request) {
        return logIn.setUp(credentials, LogInOrigin.of(request, DeviceCookie.hashOf(request)));
    }

    @PostMapping
    Session logIn(
            @Valid @RequestBody Credentials credentials, HttpServletRequest request, HttpServletResponse response) {
        String device = DeviceCookie.of(request);
        IssuedToken issued = logIn.with(credentials, LogInOrigin.of(request, DeviceCookie.hash(device)));
        pageSession.open(issued, request, response);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                deviceCookie.with(device, request.isSecure()).toString());
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
        pageSession.close(request, response);
    }
}
