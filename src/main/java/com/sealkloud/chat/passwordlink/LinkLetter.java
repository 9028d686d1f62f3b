package com.sealkloud.chat.passwordlink;

import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.AccountProperties;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.mail.Letter;
import com.sealkloud.chat.mail.LetterWriter;
import com.sealkloud.chat.mail.Mails;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The mail with a link by which somebody sets a password. The link is made when the mail is sent,
 * so that the queue of mails holds no secret.
 */
class LinkLetter implements LetterWriter {

    private final LinkPurpose purpose;
    private final AccountRepository accounts;
    private final AccountLinks links;
    private final Mails mails;
    private final AccountProperties properties;
    private final TransactionTemplate transactions;

    LinkLetter(
            LinkPurpose purpose,
            AccountRepository accounts,
            AccountLinks links,
            Mails mails,
            AccountProperties properties,
            TransactionTemplate transactions) {
        this.purpose = purpose;
        this.accounts = accounts;
        this.links = links;
        this.mails = mails;
        this.properties = properties;
        this.transactions = transactions;
    }

    @Override
    public String kind() {
        return purpose.wireName();
    }

    /** Locked, since whoever sets a password ends the links that are there. */
    @Override
    public Optional<Letter> write(String mailId, String userId) {
        return Objects.requireNonNull(transactions.execute(status -> accounts.findLocked(userId)
                .filter(account -> account.isEnabled() && account.mail() != null && isWanted(account))
                .map(account -> write(mailId, account))));
    }

    /** Nobody is invited who has a password. */
    private boolean isWanted(Account account) {
        return purpose != LinkPurpose.INVITATION || account.passwordHash() == null;
    }

    private Letter write(String mailId, Account account) {
        Person person = account.person();
        String language = Objects.requireNonNullElse(
                account.language(), properties.accounts().language());
        MailWords words = MailWords.in(language);
        String kind = purpose.wireName();
        String link = mails.linkTo(kind + "/" + links.issue(mailId, person.userId(), purpose));
        return new LetterText(words.text("greeting", person.userName()))
                .paragraph(words.text(kind + ".text", person.userId()))
                .link(words.text(kind + ".link"), link)
                .paragraph(words.text("valid", period(words, links.lifetime(purpose))))
                .paragraph(words.text(kind + ".unasked"))
                .letter(Objects.requireNonNull(account.mail()), language, words.text(kind + ".subject"));
    }

    private static String period(MailWords words, Duration lifetime) {
        if (lifetime.toDays() > 1) {
            return words.text("days", String.valueOf(lifetime.toDays()));
        }
        return lifetime.toHours() > 1
                ? words.text("hours", String.valueOf(lifetime.toHours()))
                : words.text("minutes", String.valueOf(lifetime.toMinutes()));
    }
}
