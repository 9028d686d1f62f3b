package com.sealkloud.chat.audit;

import com.sealkloud.chat.lifecycle.StopPhases;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Records what people try who are not logged in, beside their call: an answer that waited for its
 * entry would tell by its time whether there is such an account, once made-up names have used up
 * their budget.
 */
@Component
public class AttemptLog implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(AttemptLog.class);

    private static final int MOST_WAITING = 1_000;

    private final AuditLog audit;
    private final AuditBudget budget;
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> new Thread(task, "chat-attempts"),
            (task, executor) -> log.warn("An attempt is not recorded: too many at once"));

    AttemptLog(AuditLog audit, AuditBudget budget) {
        this.audit = audit;
        this.budget = budget;
    }

    /** Where the current call comes from. */
    public static @Nullable String callerAddress() {
        return CallerAddress.ofThisRequest();
    }

    /**
     * @param target the account, if there is one
     * @param address {@link #callerAddress}
     */
    public void record(String action, @Nullable String target, @Nullable String address) {
        writer.execute(() -> write(new AuditNote(null, action, target, address, null, null)));
    }

    private void write(AuditNote note) {
        try {
            if (budget.admits(null, note.action(), note.target())) {
                audit.record(note);
            }
        } catch (RuntimeException e) {
            log.warn("An attempt is not recorded: {}", e.getMessage());
        }
    }

    @Override
    public void destroy() {
        writer.shutdown();
        StopPhases.join(writer);
    }
}
