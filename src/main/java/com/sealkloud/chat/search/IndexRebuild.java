package com.sealkloud.chat.search;

import com.sealkloud.chat.audit.AuditLog;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Has the whole index made anew from the logs, while the service runs. What is in it is found until
 * it is replaced.
 */
@Service
class IndexRebuild {

    private final SearchPositions positions;
    private final IndexKey key;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;

    IndexRebuild(SearchPositions positions, IndexKey key, AuditLog audit, ApplicationEventPublisher events) {
        this.positions = positions;
        this.key = key;
        this.audit = audit;
        this.events = events;
    }

    /** All logs are to be read from their beginning. */
    record RebuildBegun() {}

    @Transactional
    public void begin() {
        positions.lockAll();
        key.choose();
        positions.reset();
        audit.record("search.rebuilt", null, null, null);
        events.publishEvent(new RebuildBegun());
    }
}
