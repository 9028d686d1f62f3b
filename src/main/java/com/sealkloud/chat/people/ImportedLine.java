package com.sealkloud.chat.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an import makes of a line.
 *
 * @param line its number in the file, beginning with 1
 * @param userId absent if the line has none, as are name and role
 * @param changes what is going to be different; absent unless something is
 * @param reason absent unless it is an error
 * @param message the reason, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportedLine(
        long line,
        @Nullable String userId,
        @Nullable String userName,
        @Nullable Role userRole,
        Status status,
        @Nullable List<ImportedChange> changes,
        @Nullable ImportFault reason,
        @Nullable String message) {

    enum Status {
        NEW,
        SAME,
        CHANGED,
        ERROR;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static ImportedLine created(long line, Person person) {
        return of(line, person, Status.NEW, null);
    }

    static ImportedLine changed(long line, Person person, List<ImportedChange> changes) {
        return changes.isEmpty() ? of(line, person, Status.SAME, null) : of(line, person, Status.CHANGED, changes);
    }

    private static ImportedLine of(long line, Person person, Status status, @Nullable List<ImportedChange> changes) {
        return new ImportedLine(
                line, person.userId(), person.userName(), person.userRole(), status, changes, null, null);
    }

    static ImportedLine refused(long line, Person person, ImportFault reason, String message) {
        return new ImportedLine(
                line, person.userId(), person.userName(), person.userRole(), Status.ERROR, List.of(), reason, message);
    }

    /** @param userName as it is to be shown, for it may be what is wrong */
    static ImportedLine refused(
            long line, @Nullable String userId, @Nullable String userName, ImportFault reason, String message) {
        return new ImportedLine(line, userId, userName, null, Status.ERROR, null, reason, message);
    }

    boolean isError() {
        return status == Status.ERROR;
    }
}
