package com.sealkloud.chat.account;

import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.mail.Mails;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;

/**
 * Takes the requests of people who have forgotten their password. Answer and time are the same
 * whether there is such an account or not, so the mail is queued on another thread.
 */
@Service
class ForgottenPasswords implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(ForgottenPasswords.class);

    private static final int MOST_WAITING = 200;
    private static final Duration WITHIN = Duration.ofHours(1);

    private final AccountRepository accounts;
    private final AccountLinks links;
    private final LogInThrottle throttle;
    private final Mails mails;
    private final AccountProperties properties;
    private final AuditLog audit;
    private final Clock clock;
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> new Thread(task, "chat-forgotten-passwords"),
            (task, executor) -> log.warn("A forgotten password is left alone: too many at once"));

    ForgottenPasswords(
            AccountRepository accounts,
            AccountLinks links,
            LogInThrottle throttle,
            Mails mails,
            AccountProperties properties,
            AuditLog audit,
            Clock clock) {
        this.accounts = accounts;
        this.links = links;
        this.throttle = throttle;
        this.mails = mails;
        this.properties = properties;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param typed a user's id or mail address
     * @throws TooManyLogIns after too many requests
     */
    void request(String typed, Place place) {
        // Apart from the budget of logins: nobody is kept from logging in by requests of others.
        throttle.begin("link of " + typed.toLowerCase(Locale.ROOT), place, Known.NOTHING);
        List<String> userIds =
                find(typed).stream().map(account -> account.person().userId()).toList();
        // Never what was typed: users sometimes type their password there.
        audit.recordBounded(null, "password.link_requested", userIds.isEmpty() ? null : "user:" + userIds.get(0), null);
        if (mails.areSent()) {
            userIds.forEach(userId -> worker.execute(() -> queue(userId)));
        }
    }

    private List<Account> find(String typed) {
        List<Account> named = AccountIds.isLegal(typed)
                ? accounts.findById(typed).stream().toList()
                : accounts.findFirst10ByMailOrderByUserId(typed.toLowerCase(Locale.ROOT));
        return named.stream()
                .filter(account -> account.isEnabled() && account.isLocal() && account.mail() != null)
                .toList();
    }

    private void queue(String userId) {
        try {
            long sent = links.countSince(userId, clock.instant().minus(WITHIN));
            if (sent < properties.accounts().linksPerHour()) {
                mails.queue(LinkPurpose.RESET.wireName(), userId);
            }
        } catch (RuntimeException e) {
            log.warn("No link can be sent to {}: {}", userId, e.getMessage());
        }
    }

    @Override
    public void destroy() {
        worker.shutdown();
    }
}
