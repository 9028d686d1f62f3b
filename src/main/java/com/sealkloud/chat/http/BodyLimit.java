package com.sealkloud.chat.http;

import org.springframework.util.unit.DataSize;

/**
 * The largest body of the calls of one path; a feature that needs another one than {@code chat.http.body-limit} declares a bean.
 *
 * @param path the whole path, or with {@code /**} at its end everything below
 * @param streamed whether the handler reads the body itself, as it arrives, instead of getting all of it from memory; it then
 *     holds a thread while it reads
 */
public record BodyLimit(String path, DataSize most, boolean streamed) {

    private static final String BELOW = "/**";

    boolean covers(String requested) {
        return path.endsWith(BELOW)
                ? requested.startsWith(path.substring(0, path.length() - BELOW.length() + 1))
                : requested.equals(path);
    }
}
