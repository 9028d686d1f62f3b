package com.sealkloud.chat.room;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.account.Directory.Listed;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is in a room.
 *
 * @param enabled false for somebody who cannot log in, whom staff and programs see here; absent
 *     otherwise
 * @param picture the version of their picture
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RoomMember(
        String userId,
        String userName,
        Role userRole,
        @Nullable Boolean enabled,
        @Nullable String picture) {

    static RoomMember of(Listed listed) {
        Person person = listed.person();
        return new RoomMember(
                person.userId(),
                person.userName(),
                person.userRole(),
                listed.enabled() ? null : false,
                person.picture());
    }
}
