package com.sealkloud.chat.ownaccount;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.Contact;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.PersonAuthentication;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.login.Credentials;
import com.sealkloud.chat.people.AccountChange;
import com.sealkloud.chat.people.AccountService;
import com.sealkloud.chat.provider.ExternalPeople;
import com.sealkloud.chat.realtime.RateLimits;
import com.sealkloud.chat.text.VisibleLine;
import com.sealkloud.chat.token.DeviceCookie;
import com.sealkloud.chat.token.LogInOrigin;
import com.sealkloud.chat.token.OwnSession;
import com.sealkloud.chat.token.OwnSessions;
import com.sealkloud.chat.token.TokenService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own account. */
@RestController
@RequestMapping("/api/v1/me")
class MeController {

    private final AccountService accounts;
    private final ExternalPeople externalPeople;
    private final TokenService tokens;
    private final OwnPassword ownPassword;
    private final OwnSessions ownSessions;
    private final RateLimits limits;

    MeController(
            AccountService accounts,
            ExternalPeople externalPeople,
            TokenService tokens,
            OwnPassword ownPassword,
            OwnSessions ownSessions,
            RateLimits limits) {
        this.accounts = accounts;
        this.externalPeople = externalPeople;
        this.tokens = tokens;
        this.ownPassword = ownPassword;
        this.ownSessions = ownSessions;
        this.limits = limits;
    }

    /**
     * @param language of mails, and of the page in a browser where none was chosen
     * @param hasPassword whether the password is ours to change
     * @param picture the version of one's picture
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Me(
            String userId,
            String userName,
            Role userRole,
            @Nullable String mail,
            @Nullable String language,
            boolean hasPassword,
            @Nullable String picture) {}

    record MyPatch(
            @Nullable @VisibleLine(max = 100) String userName,
            @Nullable @Pattern(regexp = Contact.LANGUAGES) String language) {}

    record NewPassword(
            @NotNull @Size(max = Credentials.LONGEST_PASSWORD)
            String current,

            @JsonProperty("new") @NotNull @Size(min = 8, max = Credentials.LONGEST_PASSWORD)
            String next) {

        @Override
        public String toString() {
            return "NewPassword";
        }
    }

    record MySessions(List<OwnSession> items) {}

    @GetMapping
    Me me(PersonAuthentication authentication, CsrfToken csrfToken) {
        // Its cookie ends with the browser, the session's does not: a returning browser gets a new
        // one.
        csrfToken.getToken();
        Person person = Person.of(authentication);
        Account account = accounts.find(person.userId()).orElseThrow(MeController::gone);
        return view(person, account);
    }

    /** Changes one's own name or language. */
    @PatchMapping
    Me change(@Valid @RequestBody MyPatch patch, PersonAuthentication caller) {
        String userId = caller.getName();
        if (patch.userName() != null && externalPeople.isOneOfThem(userId)) {
            throw new ErrorResponseException(
                    HttpStatus.CONFLICT,
                    ProblemDetail.forStatusAndDetail(
                            HttpStatus.CONFLICT, "Your name comes from the identity provider. Change it there."),
                    null);
        }
        if (patch.userName() != null) {
            limits.spend(caller, RateLimits.Action.PROFILE);
        }
        Person person = accounts.change(
                        userId,
                        new AccountChange(patch.userName(), null, null, null, new Contact(null, patch.language())),
                        caller)
                .orElseThrow(MeController::gone);
        return view(person, accounts.find(userId).orElseThrow(MeController::gone));
    }

    /** Changes one's own password; all other logins end. */
    @PutMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(
            @Valid @RequestBody NewPassword password, PersonAuthentication caller, HttpServletRequest request) {
        ownPassword.change(
                caller, password.current(), password.next(), LogInOrigin.of(request, DeviceCookie.hashOf(request)));
    }

    @GetMapping("/sessions")
    MySessions sessions(PersonAuthentication caller) {
        return new MySessions(ownSessions.list(caller.getName(), caller));
    }

    @DeleteMapping("/sessions/{sessionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSession(@PathVariable String sessionId, PersonAuthentication caller) {
        if (!ownSessions.end(caller.getName(), sessionId, caller)) {
            throw new ErrorResponseException(
                    HttpStatus.NOT_FOUND,
                    ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "You have no such session."),
                    null);
        }
    }

    /**
     * Ends every login of the caller.
     *
     * @param others whether that of this call goes on
     */
    @DeleteMapping("/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logOutEverywhere(@RequestParam(defaultValue = "false") boolean others, PersonAuthentication authentication) {
        if (others) {
            ownSessions.endOthers(authentication);
        } else {
            tokens.endAll(authentication.getName(), authentication.getName());
        }
    }

    private static Me view(Person person, Account account) {
        return new Me(
                person.userId(),
                person.userName(),
                person.userRole(),
                account.mail(),
                account.language(),
                account.passwordHash() != null,
                account.person().picture());
    }

    private static ErrorResponseException gone() {
        return new ErrorResponseException(
                HttpStatus.NOT_FOUND,
                ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no such user."),
                null);
    }
}
