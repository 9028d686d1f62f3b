package com.sealkloud.chat.account;

import com.sealkloud.chat.mail.Mails;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the log-in page offers. */
@RestController
@RequestMapping("/api/v1/log-in-options")
class LogInOptionsController {

    private final Mails mails;

    LogInOptionsController(Mails mails) {
        this.mails = mails;
    }

    /** @param passwordLinks whether a forgotten password can be set anew by a mail */
    record LogInOptions(boolean passwordLinks) {}

    @GetMapping
    LogInOptions show() {
        return new LogInOptions(mails.areSent());
    }
}
