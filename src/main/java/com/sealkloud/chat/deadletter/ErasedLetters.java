package com.sealkloud.chat.deadletter;

import com.sealkloud.chat.account.AccountErased;
import com.sealkloud.chat.audit.AuditLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Removes the letters about somebody who is erased, and says how many those were. */
@Component
class ErasedLetters {

    private final DeadLetterStore store;
    private final AuditLog audit;
    private final Counter erased;

    ErasedLetters(DeadLetterStore store, AuditLog audit, MeterRegistry meters) {
        this.store = store;
        this.audit = audit;
        this.erased = meters.counter("chat.dead.letters.erased");
    }

    @EventListener
    void forget(AccountErased account) {
        int count = store.removeAbout(new AboutPerson(account));
        if (count > 0) {
            erased.increment(count);
            audit.record("dead_letters.erased", "user:" + account.userId(), null, Map.of("letters", count));
        }
    }
}
