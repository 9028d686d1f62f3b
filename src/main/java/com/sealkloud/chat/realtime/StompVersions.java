package com.sealkloud.chat.realtime;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions of STOMP that are spoken here. Spring would answer 1.0, too, and to a version that it does not know nothing. */
final class StompVersions {

    /** The best first. */
    private static final List<String> SPOKEN = List.of("1.2", "1.1");

    private StompVersions() {}

    /** @return as the {@code version} header of an ERROR names them */
    static String all() {
        return String.join(",", SPOKEN);
    }

    /**
     * @param accepted the client's {@code accept-version}; blanks around a version do no harm
     * @return the best that both speak, or null if there is none; a client that names none speaks 1.0
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

    /** @param subprotocol a WebSocket's, such as {@code v12.stomp} */
    static boolean isSpoken(String subprotocol) {
        return SPOKEN.stream()
                .anyMatch(version -> subprotocol.equalsIgnoreCase("v" + version.replace(".", "") + ".stomp"));
    }
}
