package com.sealkloud.chat.login;

import com.sealkloud.chat.account.IdentityProviders;
import com.sealkloud.chat.mail.Mails;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the login page offers. */
@RestController
@RequestMapping("/api/v1/log-in-options")
class LogInOptionsController {

    private final Mails mails;
    private final IdentityProviders providers;

    LogInOptionsController(Mails mails, IdentityProviders providers) {
        this.mails = mails;
        this.providers = providers;
    }

    /**
     * @param passwordLinks whether a forgotten password can be set anew by a mail
     * @param providers the identity providers by which the page logs in
     */
    record LogInOptions(boolean passwordLinks, List<IdentityProviders.Offered> providers) {}

    @GetMapping
    LogInOptions show() {
        return new LogInOptions(mails.areSent(), providers.offered());
    }
}
