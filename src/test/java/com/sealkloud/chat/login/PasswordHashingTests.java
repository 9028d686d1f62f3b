package com.sealkloud.chat.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.account.TestSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class PasswordHashingTests {

    private static final int AT_ONCE = 2;
    private static final int QUEUE = 4;

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final CountDownLatch mayFinish = new CountDownLatch(1);
    private final AtomicInteger hashing = new AtomicInteger();
    private final PasswordHashing passwords =
            new PasswordHashing(new SlowEncoder(), TestSettings.of("hashing-threads", AT_ONCE, "hashing-queue", QUEUE));

    private class SlowEncoder implements PasswordEncoder {

        @Override
        public String encode(CharSequence password) {
            hashing.incrementAndGet();
            try {
                mayFinish.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            hashing.decrementAndGet();
            return "hash";
        }

        @Override
        public boolean matches(CharSequence password, String hash) {
            return encode(password).equals(hash);
        }
    }

    @AfterEach
    void end() {
        mayFinish.countDown();
        callers.shutdownNow();
    }

    @Test
    void hashesAFewAtATimeAndTurnsAwayWhoFindsNoPlace() {
        List<CompletableFuture<String>> taken = new ArrayList<>();
        for (int i = 0; i < AT_ONCE + QUEUE; i++) {
            taken.add(CompletableFuture.supplyAsync(() -> passwords.hash("x"), callers));
        }
        await().until(() -> passwords.callers() == AT_ONCE + QUEUE);

        assertThatThrownBy(() -> passwords.hash("x")).isInstanceOf(TooManyLogIns.class);

        assertThat(hashing).hasValue(AT_ONCE);
        mayFinish.countDown();
        assertThat(taken).allSatisfy(one -> assertThat(one.join()).isEqualTo("hash"));
        assertThat(passwords.hash("x")).isEqualTo("hash");
    }

    @Test
    void strangersLeaveHalfOfThePlacesToOthers() {
        for (int i = 0; i < (AT_ONCE + QUEUE) / 2; i++) {
            callers.execute(() -> passwords.matches("x", "hash", false));
        }
        await().until(() -> passwords.callers() == (AT_ONCE + QUEUE) / 2);

        assertThatThrownBy(() -> passwords.matches("x", "hash", false)).isInstanceOf(TooManyLogIns.class);
        CompletableFuture<Boolean> known =
                CompletableFuture.supplyAsync(() -> passwords.matches("x", "hash", true), callers);
        mayFinish.countDown();
        assertThat(known.join()).isTrue();
    }

    @Test
    void neverHashesWhileADatabaseConnectionIsHeld() {
        mayFinish.countDown();
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatThrownBy(() -> passwords.hash("x")).isInstanceOf(IllegalStateException.class);
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
    }
}
