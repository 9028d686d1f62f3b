package com.sealkloud.chat.conversation;

import com.sealkloud.chat.conversation.Post.Admission;
import com.sealkloud.chat.conversation.Post.Outcome;
import com.sealkloud.chat.lifecycle.NodeStopsException;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores messages of people. Those that come while others are being written share the next transaction, whose statements and
 * commit cost more than all the rest; a lone one waits for nobody. One thread writes, so that many come together; others step in
 * when it is held up, as by somebody who has locked a conversation.
 */
@Component
class PostQueue {

    private static final int HELPERS = 3;
    private static final int MOST_AT_ONCE = 100;

    /** Nobody waits so long for a writer that is not held up. */
    private static final long HELD_UP_MILLIS = 50;

    private record Waiting(Post post, CompletableFuture<Outcome> outcome, long since) {

        boolean isHeldUp() {
            return System.nanoTime() - since > TimeUnit.MILLISECONDS.toNanos(HELD_UP_MILLIS);
        }
    }

    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final PostStore store;
    private final Admission admission;
    private final TransactionTemplate transactions;
    private final List<Thread> writers;

    PostQueue(PostStore store, ConversationAccess access, TransactionTemplate transactions) {
        this.store = store;
        this.admission = access::requireMayPost;
        this.transactions = transactions;
        this.writers = IntStream.rangeClosed(0, HELPERS)
                .mapToObj(number -> new Thread(number == 0 ? this::write : this::help, "chat-store-" + number))
                .toList();
        writers.forEach(writer -> {
            writer.setDaemon(true);
            writer.start();
        });
    }

    /**
     * Waits until the message is committed.
     *
     * @throws com.sealkloud.chat.realtime.Refusal as {@link PostStore#store} says
     * @throws RuntimeException if it is not known to be stored
     */
    Posted post(Post post) {
        Waiting queued = new Waiting(post, new CompletableFuture<>(), System.nanoTime());
        waiting.add(queued);
        try {
            Outcome outcome = queued.outcome().join();
            if (outcome.refusal() != null) {
                throw outcome.refusal();
            }
            return Objects.requireNonNull(outcome.posted());
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private void write() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                write(batchFrom(waiting.take()));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void help() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Waiting longest = waiting.peek();
                Waiting next = longest != null && longest.isHeldUp() ? waiting.poll() : null;
                if (next == null) {
                    TimeUnit.MILLISECONDS.sleep(HELD_UP_MILLIS);
                } else {
                    write(batchFrom(next));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Waiting> batchFrom(Waiting first) {
        List<Waiting> batch = new ArrayList<>(List.of(first));
        waiting.drainTo(batch, MOST_AT_ONCE - 1);
        return batch;
    }

    private void write(List<Waiting> batch) {
        try {
            store(batch);
        } catch (DataIntegrityViolationException | ConcurrencyFailureException stoodInTheWay) {
            // One of them is being stored elsewhere, or is locked: the others are not to suffer, and it has a second
            // chance.
            batch.forEach(this::writeAlone);
        } catch (RuntimeException | Error e) {
            batch.forEach(each -> each.outcome().completeExceptionally(e));
        }
    }

    private void writeAlone(Waiting one) {
        try {
            store(List.of(one));
        } catch (RuntimeException | Error e) {
            one.outcome().completeExceptionally(e);
        }
    }

    private void store(List<Waiting> batch) {
        List<Outcome> outcomes = transactions.execute(
                status -> store.store(batch.stream().map(Waiting::post).toList(), admission));
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).outcome().complete(outcomes.get(i));
        }
    }

    /** Whoever could still be waiting then is told, and does not wait for ever. */
    @PreDestroy
    void stop() {
        writers.forEach(Thread::interrupt);
        waiting.forEach(each -> each.outcome().completeExceptionally(new NodeStopsException()));
    }
}
