package com.sealkloud.chat.presence;

import static com.sealkloud.chat.sql.SqlValues.utc;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A change of a session's lease, or of all leases of a node, and its SQL. */
sealed interface LeaseChange {

    /** The same for all changes of a kind, with {@code ?} for its values. */
    String sql();

    Object[] values(String nodeId);

    /** The session has begun. */
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
     * Its client reports the state of the window.
     *
     * @param activeAt null without user activity
     */
    record Told(
            String sessionId,
            Attention attention,
            boolean visible,
            @Nullable String conversationId,
            @Nullable Instant activeAt)
            implements LeaseChange {

        /**
         * Changes an existing lease only: a client may report while its window closes, and a lease
         * inserted after the end of its session would be renewed as long as its node lives.
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

    /** The session has ended. Its lease expires later, because the user may be back soon. */
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

    /** The node renews all its sessions. */
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
