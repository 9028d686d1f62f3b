package com.sealkloud.chat.session;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The authenticated STOMP sessions of this node. */
@Component
public class Sessions {

    private final Map<String, LiveSession> byId = new ConcurrentHashMap<>();

    public void add(LiveSession session) {
        byId.put(session.id(), session);
    }

    /** @return the removed session, or null: a disconnect can be reported twice */
    @Nullable
    public LiveSession remove(String sessionId) {
        return byId.remove(sessionId);
    }

    @Nullable
    public LiveSession find(String sessionId) {
        return byId.get(sessionId);
    }

    public List<LiveSession> of(String userId) {
        return byId.values().stream()
                .filter(session -> session.authentication().getName().equals(userId))
                .toList();
    }

    public Collection<LiveSession> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    int count() {
        return byId.size();
    }
}
