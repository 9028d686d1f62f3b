package com.sealkloud.chat.audit;

import com.sealkloud.chat.audit.AuditStore.Link;
import com.sealkloud.chat.audit.AuditStore.Linked;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Appends to the chain. Its end is locked until the commit, so that of two nodes that write at once
 * one continues where the other has ended.
 */
@Component
class AuditWriter {

    private final AuditStore store;
    private final Clock clock;

    AuditWriter(AuditStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** To be called in a transaction that locks nothing else after it. */
    void append(List<AuditNote> notes) {
        Link last = store.lockEnd();
        List<Linked> added = new ArrayList<>();
        for (AuditNote note : notes) {
            AuditEntry entry = new AuditEntry(
                    last.id() + 1,
                    clock.instant(),
                    note.actor(),
                    note.action(),
                    note.target(),
                    note.address(),
                    note.before(),
                    note.after());
            last = new Link(entry.id(), AuditChain.hash(last.hash(), entry));
            added.add(new Linked(entry, last.hash()));
        }
        store.add(added);
        store.moveEnd(last);
    }
}
