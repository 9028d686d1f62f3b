package com.sealkloud.chat.people;

import com.sealkloud.chat.account.AccountIds;
import com.sealkloud.chat.account.Contact;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.PersonAuthentication;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.login.Passwords;
import com.sealkloud.chat.passwordlink.LinkPurpose;
import com.sealkloud.chat.passwordlink.PasswordLinks;
import com.sealkloud.chat.secondfactor.SecondFactors;
import com.sealkloud.chat.text.VisibleLine;
import com.sealkloud.chat.token.TokenService;
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
import org.springframework.web.bind.annotation.GetMapping;
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
    private final PasswordLinks links;
    private final SecondFactors secondFactors;

    AccountController(AccountService accounts, TokenService tokens, PasswordLinks links, SecondFactors secondFactors) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.links = links;
        this.secondFactors = secondFactors;
    }

    record NewAccount(
            @NotNull @Pattern(regexp = AccountIds.PATTERN) String userId,
            @NotNull @VisibleLine(max = 100) String userName,
            @NotNull Role userRole,
            @Nullable @Size(min = 8, max = 200) String password,
            @Nullable @Pattern(regexp = Contact.MAIL) String mail,
            @Nullable @Pattern(regexp = Contact.LANGUAGES) String language) {

        @Override
        public String toString() {
            return "NewAccount[userId=" + userId + "]";
        }
    }

    record AccountPatch(
            @Nullable @VisibleLine(max = 100) String userName,
            @Nullable Role userRole,
            @Nullable Boolean enabled,
            @Nullable @Size(min = 8, max = 200) String password,
            @Nullable @Pattern(regexp = "|" + Contact.MAIL) String mail,
            @Nullable @Pattern(regexp = Contact.LANGUAGES) String language) {

        @Override
        public String toString() {
            return "AccountPatch";
        }
    }

    /**
     * What administrators see of an account.
     *
     * @param hasPassword whether anybody can log in to it with a password
     * @param hasSecondFactor whether that takes a code of an authenticator app too
     * @param erased whether nobody is behind it any more
     */
    record AccountView(
            String userId,
            String userName,
            Role userRole,
            boolean enabled,
            @Nullable String mail,
            @Nullable String language,
            boolean hasPassword,
            boolean hasSecondFactor,
            boolean erased) {}

    @GetMapping("/{userId}/account")
    AccountView show(@PathVariable String userId) {
        return accounts.find(userId)
                .map(account -> new AccountView(
                        userId,
                        account.person().userName(),
                        account.person().userRole(),
                        account.isEnabled(),
                        account.mail(),
                        account.language(),
                        account.passwordHash() != null,
                        secondFactors.isEnabled(userId),
                        account.isErased()))
                .orElseThrow(() -> refused(HttpStatus.NOT_FOUND, "There is no such user."));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Person create(@Valid @RequestBody NewAccount account, PersonAuthentication actor) {
        requireAcceptable(account.password());
        Person person = accounts.create(
                        new Person(account.userId(), account.userName(), account.userRole()),
                        account.password(),
                        new Contact(Contact.normal(account.mail()), account.language()))
                .orElseThrow(() -> refused(HttpStatus.CONFLICT, "The userId is taken."));
        log.info(
                "{} has created the account {}, role {}",
                actor.getName(),
                person.userId(),
                person.userRole().wireName());
        return person;
    }

    /**
     * Changes name, role, password, mail, language, or whether the account is enabled; takes effect
     * on open sessions.
     */
    @PatchMapping("/{userId}")
    Person change(@PathVariable String userId, @Valid @RequestBody AccountPatch patch, PersonAuthentication actor) {
        requireAcceptable(patch.password());
        AccountChange change = new AccountChange(
                patch.userName(),
                patch.userRole(),
                patch.enabled(),
                patch.password(),
                new Contact(Contact.normal(patch.mail()), patch.language()));
        return accounts.change(userId, change, actor)
                .orElseThrow(() -> refused(HttpStatus.NOT_FOUND, "There is no such user."));
    }

    /** For somebody who has lost the device. */
    @DeleteMapping("/{userId}/second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeSecondFactor(@PathVariable String userId, PersonAuthentication actor) {
        if (accounts.find(userId).isEmpty()) {
            throw refused(HttpStatus.NOT_FOUND, "There is no such user.");
        }
        secondFactors.remove(userId);
        log.info("{} has removed the second factor of {}", actor.getName(), userId);
    }

    record SentLink(String userId, LinkPurpose purpose) {}

    /** Sends an invitation or, if the user has a password, a link for a new one. */
    @PostMapping("/{userId}/password-links")
    @ResponseStatus(HttpStatus.ACCEPTED)
    SentLink sendLink(@PathVariable String userId, PersonAuthentication actor) {
        LinkPurpose purpose = links.send(userId);
        log.info("{} sends a link to {}: {}", actor.getName(), userId, purpose.wireName());
        return new SentLink(userId, purpose);
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

    private static void requireAcceptable(@Nullable String password) {
        if (password != null) {
            Passwords.requireAcceptable(password);
        }
    }

    private static ErrorResponseException refused(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
