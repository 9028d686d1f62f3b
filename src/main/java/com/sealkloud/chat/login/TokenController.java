package com.sealkloud.chat.login;

import com.sealkloud.chat.account.PersonAuthentication;
import com.sealkloud.chat.token.IssuedToken;
import com.sealkloud.chat.token.LogInOrigin;
import com.sealkloud.chat.token.TokenService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Bearer tokens, for programs and for pages of other origins. */
@RestController
@RequestMapping("/api/v1/tokens")
class TokenController {

    private final LogIn logIn;
    private final TokenService tokens;

    TokenController(LogIn logIn, TokenService tokens) {
        this.logIn = logIn;
        this.tokens = tokens;
    }

    @PostMapping
    IssuedToken logIn(@Valid @RequestBody Credentials credentials, HttpServletRequest request) {
        return logIn.with(credentials, LogInOrigin.of(request, null));
    }

    /** Revokes the token of this call, and closes the sessions opened with it. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logOut(PersonAuthentication authentication) {
        tokens.end(authentication);
    }
}
