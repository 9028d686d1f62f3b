package com.sealkloud.chat.session;

import java.security.Principal;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The users connected to this node. */
@Component
public class ConnectedPeople {

    private final Sessions sessions;

    ConnectedPeople(Sessions sessions) {
        this.sessions = sessions;
    }

    /** @return the principal of each session, by session id */
    public Map<String, Principal> bySession() {
        return sessions.all().stream().collect(Collectors.toMap(LiveSession::id, LiveSession::authentication));
    }
}
