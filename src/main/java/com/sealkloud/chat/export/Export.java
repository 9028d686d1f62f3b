package com.sealkloud.chat.export;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code person_export}.
 *
 * @param userId whose data it has
 * @param size of the file in bytes, once there is one
 * @param expiresAt when the file is removed, or what is known of one that has failed
 * @param attempts goes up with each claim, and when it has to be made again
 * @param begun how often it was begun since it was asked for, or had to be made again
 */
record Export(
        String exportId,
        String userId,
        ExportState state,
        @Nullable Long size,
        @Nullable Instant expiresAt,
        int attempts,
        int begun) {

    Export begunAgain() {
        return new Export(exportId, userId, state, size, expiresAt, attempts, begun + 1);
    }

    /** What has become of it. */
    enum ExportState {
        RUNNING,
        READY,
        FAILED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
