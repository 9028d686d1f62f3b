package com.sealkloud.chat.presence;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person as others see them.
 *
 * @param lastSeen null for somebody who has never been here
 */
record UserView(
        String userId,
        String userName,
        Role userRole,
        PresenceStatus status,
        @Nullable Instant lastSeen) {

    static UserView of(Person person, PresenceStatus status, @Nullable Instant lastSeen) {
        return new UserView(person.userId(), person.userName(), person.userRole(), status, lastSeen);
    }
}
