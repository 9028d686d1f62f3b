package com.sealkloud.chat.passwordlink;

import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.AccountIds;
import com.sealkloud.chat.account.AccountProperties;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.audit.AttemptLog;
import com.sealkloud.chat.login.LogInThrottle;
import com.sealkloud.chat.login.TooManyLogIns;
import com.sealkloud.chat.mail.Mails;
import com.sealkloud.chat.token.Known;
import com.sealkloud.chat.token.LogInOrigin;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;

/**
 * Takes the requests of people who have forgotten their password. Answer and time are the same
 * whether there is such an account or not, so even looking for it is the work of another thread.
 */
@Service
class ForgottenPasswords implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(ForgottenPasswords.class);

    private static final int MOST_WAITING = 200;
    private static final Duration WITHIN = Duration.ofHours(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final AccountRepository accounts;
    private final AccountLinks links;
    private final LogInThrottle throttle;
    private final Mails mails;
    private final AccountProperties properties;
    private final AttemptLog attempts;
    private final Clock clock;
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> new Thread(task, "chat-forgotten-passwords"),
            (task, executor) -> {
                throw new Refusal(RefusalCode.RATE_LIMITED, "Too many ask for links at once.", RETRY_AFTER);
            });

    ForgottenPasswords(
            AccountRepository accounts,
            AccountLinks links,
            LogInThrottle throttle,
            Mails mails,
            AccountProperties properties,
            AttemptLog attempts,
            Clock clock) {
        this.accounts = accounts;
        this.links = links;
        this.throttle = throttle;
        this.mails = mails;
        this.properties = properties;
        this.attempts = attempts;
        this.clock = clock;
    }

    /**
     * @param typed a user's id or mail address
     * @throws TooManyLogIns after too many requests of the same
     * @throws Refusal {@code rate_limited} while too many others wait
     */
    void request(String typed, LogInOrigin origin) {
        // Apart from the budget of logins: nobody is kept from logging in by requests of others.
        throttle.begin("link of " + typed.toLowerCase(Locale.ROOT), origin, Known.NOTHING);
        requireDatabase();
        String address = AttemptLog.callerAddress();
        worker.execute(() -> handle(typed, address));
    }

    /** The worker could only forget the request, after a promise. */
    private void requireDatabase() {
        accounts.existsById("");
    }

    private void handle(String typed, @Nullable String address) {
        try {
            List<String> userIds = find(typed).stream()
                    .map(account -> account.person().userId())
                    .toList();
            // Never what was typed: users sometimes type their password there.
            attempts.record("password.link_requested", userIds.isEmpty() ? null : "user:" + userIds.get(0), address);
            if (mails.areSent()) {
                userIds.forEach(this::queue);
            }
        } catch (RuntimeException e) {
            log.warn("A forgotten password is left alone: {}", e.getMessage());
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
            long sent = links.countMailsSince(userId, clock.instant().minus(WITHIN));
            // During an outage of the mail server all of them come, however old, when it is back.
            long waiting = mails.countWaiting(LinkPurpose.RESET.wireName(), userId);
            if (Math.max(sent, waiting) < properties.accounts().linksPerHour()) {
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
