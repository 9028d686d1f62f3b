package com.sealkloud.chat.presence;

import static com.sealkloud.chat.sql.SqlValues.utc;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a session does to its lease, or its node to all of its sessions', and how the table is told. */
sealed interface LeaseChange {

    /** The same for all changes of a kind, and with {@code ?} for its values. */
    String sql();

    Object[] values(String nodeId);

    /** It has begun. */
    record Opened(PresenceLease lease) implements LeaseChange {

        @Override
        public String sql() {
            return """
                    insert into presence_lease (session_id, user_id, node_id, attention, visible, conversation_id, opened_at,
                        active_at, expires_at, closed)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
        }

        @Override
        public Object[] values(String nodeId) {
            return new Object[] {
                lease.sessionId(),
                lease.userId(),
                nodeId,
                lease.attention().name(),
                lease.visible(),
                lease.conversationId(),
                utc(lease.openedAt()),
                utc(lease.activeAt()),
                utc(lease.expiresAt()),
                lease.closed()
            };
        }
    }

    /**
     * Its client says something of the window.
     *
     * @param activeAt null if the person did nothing
     */
    record Told(
            String sessionId,
            Attention attention,
            boolean visible,
            @Nullable String conversationId,
            @Nullable Instant activeAt)
            implements LeaseChange {

        /**
         * Changes what is there and nothing else: a client says something of its window as it closes, and a lease that was written
         * again after its session had gone would be renewed for as long as its node lives.
         */
        @Override
        public String sql() {
            return """
                    update presence_lease
                    set attention = ?, visible = ?, conversation_id = ?, active_at = coalesce(?, active_at)
                    where session_id = ? and closed = false""";
        }

        @Override
        public Object[] values(String nodeId) {
            return new Object[] {
                attention.name(), visible, conversationId, activeAt == null ? null : utc(activeAt), sessionId
            };
        }
    }

    /** It has ended. Its lease is left to run out: its person may be back in a moment. */
    record Closed(String sessionId, Instant expiresAt) implements LeaseChange {

        @Override
        public String sql() {
            return "update presence_lease set closed = true, expires_at = ? where session_id = ?";
        }

        @Override
        public Object[] values(String nodeId) {
            return new Object[] {utc(expiresAt), sessionId};
        }
    }

    /** The node is well, and all its sessions with it. */
    record Renewed(Instant expiresAt) implements LeaseChange {

        @Override
        public String sql() {
            return "update presence_lease set expires_at = ? where node_id = ? and closed = false";
        }

        @Override
        public Object[] values(String nodeId) {
            return new Object[] {utc(expiresAt), nodeId};
        }
    }
}
