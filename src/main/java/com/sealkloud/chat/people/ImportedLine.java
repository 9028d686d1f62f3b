package com.sealkloud.chat.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an import makes of a line.
 *
 * @param line its number in the file, beginning with 1
 * @param userId absent if the line has none
 * @param reason absent unless it is an error
 * @param message the reason, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportedLine(
        long line,
        @Nullable String userId,
        Status status,
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

    static ImportedLine of(long line, String userId, Status status) {
        return new ImportedLine(line, userId, status, null, null);
    }

    static ImportedLine refused(long line, @Nullable String userId, ImportFault reason, String message) {
        return new ImportedLine(line, userId, Status.ERROR, reason, message);
    }

    boolean isError() {
        return status == Status.ERROR;
    }
}
