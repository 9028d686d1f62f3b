package com.sealkloud.chat.support;

import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How long the first answer usually takes, as it was a moment ago: it is looked up in the
 * background, so that a slow database does not keep the threads of those who ask.
 */
@Component
class AnswerTime {

    /** A failure, which leaves what was known before, is kept as long. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private static final Duration KEPT = Duration.ofMinutes(10);

    /** Of whoever asks while nothing is known. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final AsyncLoadingCache<String, Optional<Duration>> known;

    @Autowired
    AnswerTime(FirstAnswerTimes times) {
        this(times::median, AnswerTime::inBackground, Ticker.systemTicker());
    }

    AnswerTime(Supplier<Optional<Duration>> median, Executor executor, Ticker ticker) {
        known = Caffeine.newBuilder()
                .refreshAfterWrite(FRESH)
                .expireAfterWrite(KEPT)
                .ticker(ticker)
                .buildAsync(new LookUp(median, executor));
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "chat-answer-time");
        thread.setDaemon(true);
        thread.start();
    }

    /** @return nothing, too, if it is not known yet */
    Optional<Duration> usual() {
        return known.get("")
                .copy()
                .completeOnTimeout(Optional.empty(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** One at a time, whoever asks. */
    private record LookUp(Supplier<Optional<Duration>> median, Executor executor)
            implements AsyncCacheLoader<String, Optional<Duration>> {

        @Override
        public CompletableFuture<Optional<Duration>> asyncLoad(String everything, Executor ofTheCache) {
            return start(Optional.empty());
        }

        @Override
        public CompletableFuture<Optional<Duration>> asyncReload(
                String everything, Optional<Duration> former, Executor ofTheCache) {
            return start(former);
        }

        private CompletableFuture<Optional<Duration>> start(Optional<Duration> former) {
            return CompletableFuture.supplyAsync(median, executor).exceptionally(failure -> former);
        }
    }
}
