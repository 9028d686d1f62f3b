package com.sealkloud.chat.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One session's claim that somebody is here; void when its node does not renew it.
 *
 * @param visible whether the chat's window can be seen
 * @param conversationId the conversation that is open in it
 * @param activeAt when the person last did something here, as far as their client has told
 * @param closed whether the session has ended; nobody renews it then
 */
record PresenceLease(
        String sessionId,
        String userId,
        Attention attention,
        boolean visible,
        @Nullable String conversationId,
        Instant openedAt,
        Instant activeAt,
        Instant expiresAt,
        boolean closed) {

    /** What a client that has said nothing yet is taken to mean. */
    static PresenceLease opened(String sessionId, String userId, Instant now, Instant expiresAt) {
        return new PresenceLease(sessionId, userId, Attention.ACTIVE, false, null, now, now, expiresAt, false);
    }

    PresenceLease told(LeaseChange.Told told) {
        return new PresenceLease(
                sessionId,
                userId,
                told.attention(),
                told.visible(),
                told.conversationId(),
                openedAt,
                told.activeAt() == null ? activeAt : told.activeAt(),
                expiresAt,
                closed);
    }

    PresenceLease until(Instant time) {
        return new PresenceLease(
                sessionId, userId, attention, visible, conversationId, openedAt, activeAt, time, closed);
    }

    /** @return what can be seen there by somebody who was active after {@code since}; null if nothing, or nobody looks */
    @Nullable
    String lookedAt(Instant since) {
        return visible && attention == Attention.ACTIVE && activeAt.isAfter(since) ? conversationId : null;
    }

    boolean isOpen() {
        return !closed;
    }

    boolean isOpen(Instant now) {
        return !closed && expiresAt.isAfter(now);
    }

    boolean isOpenedAfter(Instant time) {
        return !openedAt.isBefore(time);
    }

    /** @return whether its client has had time to listen, and its node has renewed it lately */
    boolean isLive(Instant openedBefore, Instant validUntil) {
        return openedAt.isBefore(openedBefore) && expiresAt.isAfter(validUntil);
    }
}
