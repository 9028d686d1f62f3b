package com.sealkloud.chat.people;

import com.sealkloud.chat.account.AccountIds;
import com.sealkloud.chat.account.PersonAuthentication;
import com.sealkloud.chat.passwordlink.PasswordLinks;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Invitations of many users at once, for administrators: those of an import, for example. */
@RestController
@RequestMapping("/api/v1/users/invitations")
@PreAuthorize("hasAuthority('admin')")
class InvitationController {

    private static final Logger log = LoggerFactory.getLogger(InvitationController.class);

    private final AccountService accounts;
    private final PasswordLinks links;

    InvitationController(AccountService accounts, PasswordLinks links) {
        this.accounts = accounts;
        this.links = links;
    }

    record Invited(@NotNull @Size(max = 500) List<@NotNull @Pattern(regexp = AccountIds.PATTERN) String> userIds) {}

    /** @param invited those who get a mail */
    record Invitations(List<String> invited) {}

    /** Leaves out whoever has a password, or cannot be reached by mail. */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Invitations invite(@Valid @RequestBody Invited wanted, PersonAuthentication actor) {
        links.requireMailServer();
        List<String> invited = wanted.userIds().stream().filter(this::invite).toList();
        log.info("{} invites {} users", actor.getName(), invited.size());
        return new Invitations(invited);
    }

    private boolean invite(String userId) {
        if (accounts.find(userId)
                .filter(account -> account.passwordHash() == null)
                .isEmpty()) {
            return false;
        }
        try {
            links.send(userId);
            return true;
        } catch (ErrorResponseException refusal) {
            if (refusal.getStatusCode() == HttpStatus.SERVICE_UNAVAILABLE) {
                throw refusal;
            }
            return false;
        }
    }
}
