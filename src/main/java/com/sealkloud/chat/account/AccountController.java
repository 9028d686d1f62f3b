package com.sealkloud.chat.account;

import com.sealkloud.chat.text.VisibleLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** All accounts, for administrators. */
@RestController
@RequestMapping("/api/v1/users")
@PreAuthorize("hasAuthority('admin')")
class AccountController {

    private static final Logger log = LoggerFactory.getLogger(AccountController.class);

    private final AccountService accounts;
    private final TokenService tokens;

    AccountController(AccountService accounts, TokenService tokens) {
        this.accounts = accounts;
        this.tokens = tokens;
    }

    record NewAccount(
            @NotNull @Pattern(regexp = AccountIds.PATTERN) String userId,
            @NotNull @VisibleLine(max = 100) String userName,
            @NotNull Role userRole,
            @Nullable @Size(min = 8, max = 200) String password) {}

    record AccountPatch(
            @Nullable @VisibleLine(max = 100) String userName,
            @Nullable Role userRole,
            @Nullable Boolean enabled,
            @Nullable @Size(min = 8, max = 200) String password) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Person create(@Valid @RequestBody NewAccount account, PersonAuthentication actor) {
        requireText(account.password());
        Person person = accounts.create(
                        new Person(account.userId(), account.userName(), account.userRole()), account.password())
                .orElseThrow(() -> refused(HttpStatus.CONFLICT, "The userId is taken."));
        log.info(
                "{} has created the account {}, role {}",
                actor.getName(),
                person.userId(),
                person.userRole().wireName());
        return person;
    }

    /**
     * Changes name, role, password, or whether the account is enabled; takes effect on open
     * sessions.
     */
    @PatchMapping("/{userId}")
    Person change(@PathVariable String userId, @Valid @RequestBody AccountPatch patch, PersonAuthentication actor) {
        requireText(patch.password());
        AccountChange change = new AccountChange(patch.userName(), patch.userRole(), patch.enabled(), patch.password());
        return accounts.change(userId, change, actor)
                .orElseThrow(() -> refused(HttpStatus.NOT_FOUND, "There is no such user."));
    }

    /** Ends every login of a user; a disabled one has none. */
    @DeleteMapping("/{userId}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSessions(@PathVariable String userId, PersonAuthentication actor) {
        if (!tokens.endAll(userId, actor.getName())) {
            throw refused(HttpStatus.NOT_FOUND, "There is no such user.");
        }
        log.info("{} has ended all sessions of {}", actor.getName(), userId);
    }

    private static void requireText(@Nullable String password) {
        if (password != null) {
            Passwords.requireText(password);
        }
    }

    private static ErrorResponseException refused(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
