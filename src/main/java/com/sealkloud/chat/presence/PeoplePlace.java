package com.sealkloud.chat.presence;

import com.sealkloud.chat.api.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/**
 * A position in the list of users sorted by presence; as an opaque string it is the clients'
 * cursor. It contains the sort key of its row, so that it remains valid while users connect and
 * disconnect.
 *
 * @param name of the previous user, where the group is sorted by name
 * @param seenAt when they were last online, where the group is sorted by that
 */
record PeoplePlace(Group group, String name, Instant seenAt, String userId) {

    /** In their order. */
    enum Group {
        ONLINE,
        /** Away or {@code dnd}. */
        PRESENT,
        GONE,
        NEVER_HERE
    }

    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

    static PeoplePlace beginning(Group group) {
        return new PeoplePlace(group, "", END_OF_TIME, "");
    }

    static PeoplePlace behind(Group group, PeoplePages.Row row) {
        Instant seenAt = row.seenAt();
        return new PeoplePlace(
                group,
                row.person().userName(),
                seenAt == null ? END_OF_TIME : seenAt,
                row.person().userId());
    }

    String encode() {
        String key = group == Group.GONE ? seenAt.toString() : name;
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
        return group + "." + encoded + "." + userId;
    }

    /** @throws Refusal {@code bad_request} if it is invalid */
    static PeoplePlace ofClient(String text) {
        if (text.isEmpty()) {
            return beginning(Group.ONLINE);
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw notOurs();
        }
        try {
            Group group = Group.valueOf(parts[0]);
            String key = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return group == Group.GONE
                    ? new PeoplePlace(group, "", time(key), parts[2])
                    : new PeoplePlace(group, key, END_OF_TIME, parts[2]);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw notOurs();
        }
    }

    private static Instant time(String text) {
        Instant time = Instant.parse(text);
        if (time.isBefore(Instant.EPOCH) || time.isAfter(END_OF_TIME)) {
            throw new IllegalArgumentException("Outside of the range of databases");
        }
        return time;
    }

    private static Refusal notOurs() {
        return Refusal.badRequest("The cursor is not one of ours.");
    }
}
