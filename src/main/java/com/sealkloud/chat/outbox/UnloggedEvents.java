package com.sealkloud.chat.outbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Events that last without a place in a log, such as read marks. Whoever stores them knows which
 * are not published yet.
 */
public interface UnloggedEvents {

    /** @param publication written out only if it is not under way already */
    record Unpublished(UnpublishedMark mark, Supplier<Publication> publication) {}

    /** @return what was stored before that time and is not published */
    List<Unpublished> unpublished(Instant before, int limit);

    /**
     * Notes that the broker has these, as far as they are this store's; called within a
     * transaction.
     */
    void published(Collection<UnpublishedMark> marks);
}
