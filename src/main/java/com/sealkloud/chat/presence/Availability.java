package com.sealkloud.chat.presence;

import java.util.Set;
import org.springframework.stereotype.Component;

/** Which users can be expected to answer. */
@Component
public class Availability {

    private final Presence presence;

    Availability(Presence presence) {
        this.presence = presence;
    }

    /** @return the ids of all users who are online on any node: neither away nor {@code dnd} */
    public Set<String> online() {
        return presence.onlineNow();
    }
}
