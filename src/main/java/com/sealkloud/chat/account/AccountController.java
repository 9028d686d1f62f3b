package com.sealkloud.chat.account;

import com.sealkloud.chat.text.VisibleLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own account, and, for administrators, everybody's. */
@RestController
@RequestMapping("/api/v1")
class AccountController {

    private final AccountService accounts;

    AccountController(AccountService accounts) {
        this.accounts = accounts;
    }

    record NewAccount(
            @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,64}")
            String userId,

            @NotNull @VisibleLine(max = 100) String userName,
            @NotNull Role userRole,
            @Nullable @Size(min = 8, max = 200) String password) {}

    record AccountPatch(
            @Nullable @VisibleLine(max = 100) String userName,
            @Nullable Role userRole,
            @Nullable Boolean enabled,
            @Nullable @Size(min = 8, max = 200) String password) {}

    @GetMapping("/me")
    Person me(PersonAuthentication authentication, CsrfToken csrfToken) {
        // Its cookie ends with the browser, the session's does not: whoever comes back is given a new one.
        csrfToken.getToken();
        return Person.of(authentication);
    }

    @PostMapping("/users")
    @PreAuthorize("hasAuthority('admin')")
    @ResponseStatus(HttpStatus.CREATED)
    Person create(@Valid @RequestBody NewAccount account) {
        return accounts.create(account.userId(), account.userName(), account.userRole(), account.password())
                .orElseThrow(() -> refused(HttpStatus.CONFLICT, "The userId is taken."));
    }

    /** Changes name, role, password, or whether the account may be used at all; takes effect on open sessions. */
    @PatchMapping("/users/{userId}")
    @PreAuthorize("hasAuthority('admin')")
    Person change(@PathVariable String userId, @Valid @RequestBody AccountPatch patch) {
        return accounts.change(userId, patch.userName(), patch.userRole(), patch.enabled(), patch.password())
                .orElseThrow(() -> refused(HttpStatus.NOT_FOUND, "There is no such person."));
    }

    private static ErrorResponseException refused(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
