package com.sealkloud.chat.passwordlink;

import com.sealkloud.chat.login.Attempt;
import com.sealkloud.chat.login.Credentials;
import com.sealkloud.chat.login.LogInThrottle;
import com.sealkloud.chat.text.VisibleLine;
import com.sealkloud.chat.token.Known;
import com.sealkloud.chat.token.LogInOrigin;
import com.sealkloud.chat.token.RandomToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Links by which somebody without a login sets a password. Their secret stands in bodies, because
 * addresses of calls are logged by proxies.
 */
@RestController
@RequestMapping("/api/v1/password-links")
class LinkController {

    private final ForgottenPasswords forgotten;
    private final PasswordLinks links;
    private final LogInThrottle throttle;

    LinkController(ForgottenPasswords forgotten, PasswordLinks links, LogInThrottle throttle) {
        this.forgotten = forgotten;
        this.links = links;
        this.throttle = throttle;
    }

    record LinkRequest(@NotNull @VisibleLine(max = 254) String username) {}

    record LinkCheck(
            @NotNull @Pattern(regexp = RandomToken.PATTERN) String token) {

        @Override
        public String toString() {
            return "LinkCheck";
        }
    }

    record LinkUse(
            @NotNull @Pattern(regexp = RandomToken.PATTERN) String token,

            @NotNull @Size(min = 8, max = Credentials.LONGEST_PASSWORD)
            String password) {

        @Override
        public String toString() {
            return "LinkUse";
        }
    }

    /** A link that works. */
    record LinkView(LinkPurpose purpose, String userId, String userName) {}

    /** Asks for a link. The answer says nothing about whether there is such an account. */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    void request(@Valid @RequestBody LinkRequest wanted, HttpServletRequest request) {
        forgotten.request(wanted.username(), origin(request));
    }

    @PostMapping("/check")
    LinkView check(@Valid @RequestBody LinkCheck check, HttpServletRequest request) {
        Attempt attempt = begin(check.token(), request);
        PasswordLinks.Shown shown = links.show(check.token());
        attempt.giveBack();
        return new LinkView(
                shown.purpose(), shown.person().userId(), shown.person().userName());
    }

    @PostMapping("/use")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void use(@Valid @RequestBody LinkUse use, HttpServletRequest request) {
        Attempt attempt = begin(use.token(), request);
        links.use(use.token(), use.password());
        attempt.giveBack();
    }

    /** Counts the links that one network tries. */
    private Attempt begin(String token, HttpServletRequest request) {
        return throttle.begin("link " + RandomToken.hash(token), origin(request), Known.NOTHING);
    }

    private static LogInOrigin origin(HttpServletRequest request) {
        return LogInOrigin.of(request, null);
    }
}
