package com.sealkloud.chat.account;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One log-in that has been counted, and may turn out not to have been a guess. */
class Attempt {

    private final List<Runnable> toGiveBack = new ArrayList<>();

    /** @throws TooManyLogIns if this budget has nothing left; then all others have back what was taken from them */
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

    /** The password was right, or nobody has looked at it. */
    void giveBack() {
        toGiveBack.forEach(Runnable::run);
        toGiveBack.clear();
    }
}
