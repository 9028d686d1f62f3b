package com.sealkloud.chat.outbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Implemented by a store of events that are in no log but must be published, such as read marks. It
 * knows which of them are not published yet.
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
