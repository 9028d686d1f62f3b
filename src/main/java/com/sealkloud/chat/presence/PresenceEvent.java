package com.sealkloud.chat.presence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code user_online}, {@code user_away} or {@code user_offline}.
 *
 * @param status more detailed than the type: {@code dnd} is announced as {@code user_away}
 * @param picture the version of their picture
 */
record PresenceEvent(
        String type,
        String userId,
        String userName,
        Role userRole,
        PresenceStatus status,
        Instant lastSeen,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String picture,
        Instant timestamp) {

    static PresenceEvent of(Person person, PresenceStatus status, Instant lastSeen) {
        return new PresenceEvent(
                status.eventType(),
                person.userId(),
                person.userName(),
                person.userRole(),
                status,
                lastSeen,
                person.picture(),
                lastSeen);
    }
}
