package com.sealkloud.chat.http;

import java.util.stream.IntStream;
import org.springframework.util.unit.DataSize;

/**
 * The largest body of the calls of one path. A feature that needs another limit than {@code
 * chat.http.body-limit} declares a bean.
 *
 * @param path the whole path, in which {@code *} is one segment, or a prefix with {@code /**} at
 *     its end
 * @param streamed whether the handler reads the body itself while it arrives, instead of from
 *     memory; it then occupies a thread
 */
public record BodyLimit(String path, DataSize most, boolean streamed) {

    private static final String BELOW = "/**";

    boolean covers(String requested) {
        return path.endsWith(BELOW)
                ? requested.startsWith(path.substring(0, path.length() - BELOW.length() + 1))
                : matches(path.split("/", -1), requested.split("/", -1));
    }

    private static boolean matches(String[] pattern, String[] segments) {
        return pattern.length == segments.length
                && IntStream.range(0, pattern.length)
                        .allMatch(at ->
                                pattern[at].equals(segments[at]) || pattern[at].equals("*") && !segments[at].isEmpty());
    }
}
