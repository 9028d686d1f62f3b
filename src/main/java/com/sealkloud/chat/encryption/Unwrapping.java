package com.sealkloud.chat.encryption;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to have a key unwrapped, by a thread of its own, for all who need it: each of them
 * may hold a connection to the database, and a key management service may take 20 seconds. Together
 * they wait no longer than a second, and none is made anew for a while after it has failed.
 */
final class Unwrapping {

    private static final Logger log = LoggerFactory.getLogger(Unwrapping.class);

    private static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long REPEAT_NANOS = Duration.ofSeconds(10).toNanos();

    private final long begunAt = System.nanoTime();
    private final CompletableFuture<SecretKey> key;

    private Unwrapping(CompletableFuture<SecretKey> key) {
        this.key = key;
    }

    static Unwrapping begin(String kekId, Supplier<SecretKey> unwrap) {
        CompletableFuture<SecretKey> key = CompletableFuture.supplyAsync(unwrap, task -> {
            Thread thread = new Thread(task, "chat-unwrapping");
            thread.setDaemon(true);
            thread.start();
        });
        key.whenComplete((done, failure) -> {
            if (failure != null) {
                log.warn("The key-encryption key {} cannot be unwrapped now: {}", kekId, failure.getMessage());
            } else {
                log.info("The key-encryption key {}, which another node has made, is known here", kekId);
            }
        });
        return new Unwrapping(key);
    }

    boolean mayBeRepeated() {
        return key.isCompletedExceptionally() && System.nanoTime() - begunAt > REPEAT_NANOS;
    }

    /**
     * @throws MasterKeyException if nobody can unwrap it
     * @throws MasterKeyAwayException if that has failed for now, or lasts too long
     */
    SecretKey await() {
        try {
            return key.get(begunAt + PATIENCE_NANOS - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            if (cause instanceof MasterKeyException forGood) {
                throw forGood;
            }
            throw new MasterKeyAwayException(cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new MasterKeyAwayException("it has not answered yet", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MasterKeyAwayException("this node stops", e);
        }
    }
}
