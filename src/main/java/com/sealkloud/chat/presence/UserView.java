package com.sealkloud.chat.presence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user as others see them.
 *
 * @param lastSeen null for a user who was never online
 * @param picture the version of their picture
 * @param enabled whether they may log in; for administrators only
 */
record UserView(
        String userId,
        String userName,
        Role userRole,
        PresenceStatus status,
        @Nullable Instant lastSeen,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String picture,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean enabled) {

    static UserView of(Person person, PresenceStatus status, @Nullable Instant lastSeen) {
        return new UserView(
                person.userId(), person.userName(), person.userRole(), status, lastSeen, person.picture(), null);
    }

    UserView enabled(boolean isEnabled) {
        return new UserView(userId, userName, userRole, status, lastSeen, picture, isEnabled);
    }
}
