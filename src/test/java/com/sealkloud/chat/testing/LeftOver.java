package com.sealkloud.chat.testing;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;

/** Events that the database contains as unpublished. */
public final class LeftOver {

    private LeftOver() {}

    /**
     * As if one transaction had logged all events of this conversation, and its node had died
     * before the broker confirmed them.
     */
    public static void all(Chat chat, String conversationId) {
        leave(chat, conversationId, false);
    }

    /** As if only a feature of the service had not taken them. */
    public static void unheard(Chat chat, String conversationId) {
        leave(chat, conversationId, true);
    }

    private static void leave(Chat chat, String conversationId, boolean isPublished) {
        chat.database()
                .update(
                        """
                insert into outbox (commit_id, conversation_ids, seqs, logged_at, published)
                select cast(? as varchar), array_agg(conversation_id order by seq), array_agg(seq order by seq), cast(? as timestamp with time zone), cast(? as boolean)
                from log_entry where conversation_id = ?""",
                        "left-over-" + conversationId,
                        Timestamp.from(Instant.now().minus(Duration.ofHours(1))),
                        isPublished,
                        conversationId);
    }

    public static boolean isNothingOf(Chat chat, String conversationId) {
        return chat.database()
                .queryForList("select 1 from outbox where ? = any(conversation_ids)", conversationId)
                .isEmpty();
    }
}
