package com.sealkloud.chat.passwordlink;

import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.AccountIds;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.login.PasswordHashing;
import com.sealkloud.chat.login.Passwords;
import com.sealkloud.chat.mail.Mails;
import com.sealkloud.chat.provider.ExternalPeople;
import com.sealkloud.chat.token.TokenService;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.ErrorResponseException;

/** Sends links by which users set a password, and sets it. */
@Service
public class PasswordLinks {

    private static final Logger log = LoggerFactory.getLogger(PasswordLinks.class);

    private final AccountRepository accounts;
    private final AccountLinks links;
    private final PasswordHashing passwords;
    private final TokenService tokens;
    private final Mails mails;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final ExternalPeople externalPeople;
    private final PasswordNotice notice;

    PasswordLinks(
            AccountRepository accounts,
            AccountLinks links,
            PasswordHashing passwords,
            TokenService tokens,
            Mails mails,
            AuditLog audit,
            ExternalPeople externalPeople,
            PasswordNotice notice,
            TransactionTemplate transactions) {
        this.accounts = accounts;
        this.links = links;
        this.passwords = passwords;
        this.tokens = tokens;
        this.mails = mails;
        this.audit = audit;
        this.transactions = transactions;
        this.externalPeople = externalPeople;
        this.notice = notice;
    }

    /**
     * An administrator has a link sent: an invitation, if the user has no password yet.
     *
     * @throws ErrorResponseException 404 if there is no such account, 409 if it cannot get one
     */
    public LinkPurpose send(String userId) {
        requireMailServer();
        return transactions.execute(status -> {
            Account account = Optional.of(userId)
                    .filter(AccountIds::isLegal)
                    .flatMap(accounts::findLocked)
                    .orElseThrow(() -> refused(HttpStatus.NOT_FOUND, "There is no such user."));
            requireReachable(account);
            LinkPurpose purpose = account.passwordHash() == null ? LinkPurpose.INVITATION : LinkPurpose.RESET;
            account.becomeLocal();
            mails.queue(purpose.wireName(), userId);
            audit.record("password.link_sent", "user:" + userId, null, Map.of("purpose", purpose.wireName()));
            return purpose;
        });
    }

    /** @throws ErrorResponseException 409 if no mail can be sent */
    public void requireMailServer() {
        if (!mails.areSent()) {
            throw conflict("No mail server is configured. Set spring.mail.host, chat.mail.from and chat.mail.page.");
        }
    }

    private void requireReachable(Account account) {
        if (!account.isEnabled()) {
            throw conflict("The account is disabled. Enable it first.");
        }
        if (account.mail() == null) {
            throw conflict("The account has no mail address.");
        }
        if (externalPeople.isOneOfThem(account.person().userId())) {
            throw conflict("This user logs in through the identity provider, which has the password.");
        }
        requireNotAwaited(account);
    }

    /**
     * To be called before an account gets its first password.
     *
     * @throws ErrorResponseException 409 if that kept its user from logging in through the identity
     *     provider
     */
    public void requireNotAwaited(Account account) {
        if (!account.isLocal() && externalPeople.isAwaited(account.person().userId())) {
            throw conflict("The identity provider has created this user by SCIM, who logs in through it."
                    + " With a password here the provider could not log this user in.");
        }
    }

    /** What a working link is for. */
    record Shown(LinkPurpose purpose, Person person) {}

    /** @throws ErrorResponseException 404 unless it works */
    Shown show(String token) {
        AccountLink link = links.require(token);
        return accounts.findById(link.userId())
                .filter(Account::isEnabled)
                .map(account -> new Shown(link.purpose(), account.person()))
                .orElseThrow(LinkRefusal.USED::refused);
    }

    /**
     * Sets the password, and ends the link and all logins.
     *
     * @throws ErrorResponseException 404 unless the link works, 400 if the password is refused
     */
    void use(String token, String password) {
        links.require(token);
        Passwords.requireAcceptable(password);
        String hash = passwords.hash(password);
        transactions.executeWithoutResult(status -> {
            Account account = accounts.findLocked(links.require(token).userId())
                    .filter(Account::isEnabled)
                    .orElseThrow(LinkRefusal.USED::refused);
            // Once more, since a concurrent use of it has held the lock.
            AccountLink link = links.require(token);
            String userId = link.userId();
            if (account.passwordHash() != null) {
                notice.queue(account);
            }
            account.setPasswordHash(hash);
            links.endAll(userId);
            tokens.endAll(account, null);
            String action = link.purpose() == LinkPurpose.INVITATION ? "invitation.accepted" : "password.reset";
            audit.recordBy(userId, action, "user:" + userId, null, null);
            log.info("{} has set a password by a link", userId);
        });
    }

    private static ErrorResponseException conflict(String detail) {
        return refused(HttpStatus.CONFLICT, detail);
    }

    private static ErrorResponseException refused(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
