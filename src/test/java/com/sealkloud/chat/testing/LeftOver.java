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
        chat.database()
                .update(
                        """
                insert into outbox (commit_id, conversation_ids, seqs, logged_at)
                select cast(? as varchar), array_agg(conversation_id order by seq), array_agg(seq order by seq), cast(? as timestamp with time zone)
                from log_entry where conversation_id = ?""",
                        "left-over-" + conversationId,
                        Timestamp.from(Instant.now().minus(Duration.ofHours(1))),
                        conversationId);
    }

    public static boolean isNothingOf(Chat chat, String conversationId) {
        return chat.database()
                .queryForList("select 1 from outbox where ? = any(conversation_ids)", conversationId)
                .isEmpty();
    }
}
