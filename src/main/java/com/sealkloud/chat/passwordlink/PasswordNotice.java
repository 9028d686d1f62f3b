package com.sealkloud.chat.passwordlink;

import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.AccountProperties;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.mail.Letter;
import com.sealkloud.chat.mail.LetterWriter;
import com.sealkloud.chat.mail.Mails;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells users by mail that their password was changed, in case it was not they. */
@Component
public class PasswordNotice implements LetterWriter {

    private static final Logger log = LoggerFactory.getLogger(PasswordNotice.class);
    private static final String KIND = "password_changed";

    private final AccountRepository accounts;
    private final Mails mails;
    private final AccountProperties properties;

    PasswordNotice(AccountRepository accounts, Mails mails, AccountProperties properties) {
        this.accounts = accounts;
        this.mails = mails;
        this.properties = properties;
    }

    /** To be called in the transaction that replaces a password. */
    public void queue(Account account) {
        String userId = account.person().userId();
        if (account.mail() != null && mails.areSent() && !mails.offer(KIND, userId)) {
            // A password must be replaceable while the mail server is unavailable.
            log.warn("No mail tells {} of the changed password: too many wait", userId);
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Letter> write(String mailId, String userId) {
        return accounts.findById(userId)
                .filter(account -> account.mail() != null)
                .map(this::write);
    }

    private Letter write(Account account) {
        String language = Objects.requireNonNullElse(
                account.language(), properties.accounts().language());
        MailWords words = MailWords.in(language);
        return new LetterText(words.text("greeting", account.person().userName()))
                .paragraph(words.text("changed.text", account.person().userId()))
                .paragraph(words.text("changed.unasked"))
                .link(words.text("changed.link"), mails.linkTo("forgotten"))
                .letter(Objects.requireNonNull(account.mail()), language, words.text("changed.subject"));
    }
}
