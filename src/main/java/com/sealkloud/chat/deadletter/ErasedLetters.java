package com.sealkloud.chat.deadletter;

import com.sealkloud.chat.account.AccountErased;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.log.ContentRemoved;
import com.sealkloud.chat.outbox.Publications;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Removes the letters about somebody who is erased, and those that tell of removed contents. */
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

    /** Of the service's own queue: what programs ask for becomes no message before it is done. */
    @EventListener
    void forget(ContentRemoved removed) {
        store.removeOf(removed.events().stream().map(Publications::eventId).toList());
    }
}
