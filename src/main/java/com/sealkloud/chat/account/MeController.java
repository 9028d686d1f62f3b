package com.sealkloud.chat.account;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own account. */
@RestController
@RequestMapping("/api/v1/me")
class MeController {

    private static final Logger log = LoggerFactory.getLogger(MeController.class);

    private final TokenService tokens;

    MeController(TokenService tokens) {
        this.tokens = tokens;
    }

    @GetMapping
    Person me(PersonAuthentication authentication, CsrfToken csrfToken) {
        // Its cookie ends with the browser, the session's does not: a returning browser gets a new
        // one.
        csrfToken.getToken();
        return Person.of(authentication);
    }

    /** Ends every log-in of the caller, this one included. */
    @DeleteMapping("/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logOutEverywhere(PersonAuthentication authentication) {
        tokens.endAll(authentication.getName(), authentication.getName());
        log.info("{} has logged out on all devices", authentication.getName());
    }
}
