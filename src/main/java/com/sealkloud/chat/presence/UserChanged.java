package com.sealkloud.chat.presence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code user_changed}: somebody has another name, role or picture.
 *
 * @param picture the version of their picture; absent if they have none
 */
@JsonPropertyOrder("type")
record UserChanged(
        String userId,
        String userName,
        Role userRole,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String picture,
        Instant timestamp) {

    static UserChanged of(Person person, Instant now) {
        return new UserChanged(person.userId(), person.userName(), person.userRole(), person.picture(), now);
    }

    @JsonProperty
    String type() {
        return "user_changed";
    }
}
