package com.sealkloud.chat.login;

import com.sealkloud.chat.account.AccountProperties;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.ErrorResponseException;

/**
 * Hashes passwords, a few at a time. A hash is deliberately expensive, and many logins must not
 * take the processor from chat users. Callers wait without a database connection.
 */
@Component
public class PasswordHashing {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final PasswordEncoder encoder;
    private final Semaphore turns;
    private final int places;
    private final AtomicInteger callers = new AtomicInteger();

    PasswordHashing(PasswordEncoder encoder, AccountProperties properties) {
        int configured = properties.logIn().hashingThreads();
        int atOnce =
                configured > 0 ? configured : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        this.encoder = encoder;
        this.turns = new Semaphore(atOnce, true);
        this.places = atOnce + properties.logIn().hashingQueue();
    }

    /** @throws ErrorResponseException 429 while too many wait */
    public String hash(String password) {
        return takingTurns(places, () -> encoder.encode(password));
    }

    /**
     * @param isKnown whether the caller comes from a known place: unknown places get only half of
     *     the queue, so that they cannot block everybody else
     * @throws ErrorResponseException 429 while too many wait
     */
    public boolean matches(String password, String hash, boolean isKnown) {
        return takingTurns(isKnown ? places : Math.max(1, places / 2), () -> encoder.matches(password, hash));
    }

    /** How many passwords are being hashed or wait for it. */
    int callers() {
        return callers.get();
    }

    private <T> T takingTurns(int bound, Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A password must not be hashed while a database connection is held");
        }
        try {
            if (callers.incrementAndGet() > bound
                    || !turns.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw TooManyLogIns.tryAgainIn(RETRY_AFTER);
            }
            try {
                return work.get();
            } finally {
                turns.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TooManyLogIns.tryAgainIn(RETRY_AFTER);
        } finally {
            callers.decrementAndGet();
        }
    }
}
