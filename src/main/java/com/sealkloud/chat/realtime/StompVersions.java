package com.sealkloud.chat.realtime;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The supported STOMP versions. Spring would also negotiate 1.0, and would not answer an unknown
 * version.
 */
final class StompVersions {

    /** The highest first. */
    private static final List<String> SPOKEN = List.of("1.2", "1.1");

    private StompVersions() {}

    /** @return as in the {@code version} header of an ERROR */
    static String all() {
        return String.join(",", SPOKEN);
    }

    /**
     * @param accepted the client's {@code accept-version}; blanks around a version are ignored
     * @return the highest common version, or null if there is none; a client that names none speaks
     *     1.0
     */
    @Nullable
    static String agreed(@Nullable String accepted) {
        if (accepted == null) {
            return null;
        }
        List<String> wanted =
                Arrays.stream(accepted.split(",")).map(String::strip).toList();
        return SPOKEN.stream().filter(wanted::contains).findFirst().orElse(null);
    }

    /** @param subprotocol of a WebSocket, such as {@code v12.stomp} */
    static boolean isSpoken(String subprotocol) {
        return SPOKEN.stream()
                .anyMatch(version -> subprotocol.equalsIgnoreCase("v" + version.replace(".", "") + ".stomp"));
    }
}
