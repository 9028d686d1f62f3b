package com.sealkloud.chat.login;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A counted login attempt, which is refunded if it was not a guess. */
public class Attempt {

    private final List<Runnable> toGiveBack = new ArrayList<>();
    private Runnable atEnd = () -> {};

    /** @throws TooManyLogIns if this budget is exhausted; then all others are refunded */
    void spend(Bucket budget) {
        ConsumptionProbe probe = budget.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            giveBack();
            throw TooManyLogIns.tryAgainIn(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
        toGiveBack.add(() -> budget.addTokens(1));
    }

    void onGivingBack(Runnable action) {
        toGiveBack.add(action);
    }

    void onEnding(Runnable action) {
        atEnd = action;
    }

    /** The password was right, or was not checked. */
    public void giveBack() {
        toGiveBack.forEach(Runnable::run);
        toGiveBack.clear();
        end();
    }

    /** It is not being checked any more. */
    public void end() {
        Runnable action = atEnd;
        atEnd = () -> {};
        action.run();
    }
}
