package com.sealkloud.chat.room;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.realtime.RateLimits;
import com.sealkloud.chat.session.LiveSession;
import com.sealkloud.chat.session.Sessions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Counts {@code join_room} where it changes nothing: the answer names all members, and costs as
 * much. Clients ask to join all their rooms when they start, so that a session asks once for free.
 */
@Component
class JoinPace {

    /** As many rooms as a session can subscribe to. */
    private static final int MOST_ROOMS = 1_000;

    private final Sessions sessions;
    private final RateLimits limits;
    private final Cache<LiveSession, Set<String>> asked =
            Caffeine.newBuilder().weakKeys().build();

    JoinPace(Sessions sessions, RateLimits limits) {
        this.sessions = sessions;
        this.limits = limits;
    }

    /**
     * @param isNew whether they were no member before, which has been counted
     * @throws com.sealkloud.chat.api.Refusal {@code rate_limited}
     */
    void spend(Person person, String sessionId, String roomId, boolean isNew) {
        LiveSession session = sessions.find(sessionId);
        boolean isFirst = session != null && isFirst(session, roomId);
        if (!isFirst && !isNew) {
            limits.spend(person, RateLimits.Action.JOIN);
        }
    }

    private boolean isFirst(LiveSession session, String roomId) {
        Set<String> rooms = asked.get(session, added -> ConcurrentHashMap.newKeySet());
        return rooms.size() < MOST_ROOMS && rooms.add(roomId);
    }
}
